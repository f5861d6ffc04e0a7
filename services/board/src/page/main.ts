import { openCampaignView } from './campaign-view.js';
import { cellLink, readCellLink } from './cell-link.js';
import { openCellView } from './cell-view.js';
import { openDeliveriesView } from './deliveries-view.js';
import { setText } from './element.js';
import { openFeed, type Feed } from './feed.js';
import { openFleetView } from './fleet-view.js';
import { age, zone } from './format.js';
import type { View } from './view.js';

const main = document.querySelector('main')!;
const connection = document.querySelector('#connection')!;
const updated = document.querySelector('#updated')!;
setText(document.querySelector('#zone')!, `Times in ${zone()}`);

const feed: Feed = openFeed(() => showConnection());
let view: View | undefined;

function viewOf(hash: string): View {
  const [, campaign] = /^#\/campaigns\/(.+)$/.exec(hash) ?? [];
  if (campaign !== undefined) return openCampaignView(feed, decodeURIComponent(campaign));
  if (hash === '#/deliveries') return openDeliveriesView(feed);
  const cell = readCellLink(hash, '');
  return cell ? openCellView(feed, cell.cell_id, cell.span) : openFleetView(feed);
}

/** The view that the address names. Focus goes to its heading, as it would with a new page. */
function show(): void {
  const first = view === undefined;
  view?.close();
  view = viewOf(location.hash);
  main.replaceChildren(view.node);
  document.title = view.title === 'Fleet' ? 'Cellwatch' : `${view.title} · Cellwatch`;
  if (first) return;
  scrollTo(0, 0);
  main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

function showConnection(): void {
  setText(connection, feed.connected ? 'Live' : 'Reconnecting');
  connection.setAttribute('data-state', feed.connected ? 'live' : 'away');
}

function tick(): void {
  const now_ms = Date.now();
  const { last_record_ms } = feed;
  setText(
    updated,
    last_record_ms === null ? 'waiting for records' : `updated ${age((now_ms - last_record_ms) / 1000)}`,
  );
  view?.tick(now_ms / 1000);
}

// A link from a message has the span before the hash, where it would stay for every cell.
const sent = location.search === '' ? null : readCellLink(location.hash, location.search);
if (sent) history.replaceState(null, '', `/${cellLink(sent.cell_id, sent.span)}`);
addEventListener('hashchange', show);
show();
tick();
setInterval(tick, 1_000);

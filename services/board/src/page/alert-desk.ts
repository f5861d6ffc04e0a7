import { alertBook } from './alert-book.js';
import type { AlertSurroundings } from './alert-card.js';
import { alertList } from './alert-list.js';
import { ask } from './ask.js';
import { element } from './element.js';
import { ruleWords } from './rule-words.js';
import type { CellAlert, ShownDelivery, Silence, StandingAlert } from './shapes.js';
import { silenceList } from './silence-list.js';

const most = 1_000;
const mostOver = 200;
const overDays = 7;
/** What was done is in the tables a moment later; where the store is busy, later. */
const landed_ms = [300, 1_200, 3_000, 8_000];

export interface AlertDesk {
  node: HTMLElement;
  load(): Promise<void>;
  /** One that came live. */
  take(alert: CellAlert): void;
  /** Somebody did something, here or elsewhere. */
  acted(): void;
  alerts(): StandingAlert[];
  /** Whether all that stand are here. */
  readonly whole: boolean;
  close(): void;
}

/** Alerts of one cell, or of all, with the silences in force and what could not be delivered. */
export function alertDesk(
  cell_id: string | null,
  {
    signal,
    changed,
    ...names
  }: Pick<AlertSurroundings, 'labelOf' | 'campaignOf'> & { signal: AbortSignal; changed(): void },
): AlertDesk {
  const book = alertBook();
  const around: AlertSurroundings = {
    ...names,
    withCell: cell_id === null,
    words: new Map(),
    grafana_url: null,
    done: acted,
  };
  const list = alertList(around, {
    over: cell_id === null ? `Cleared and resolved, last ${overDays} days` : 'Cleared and resolved',
  });
  const troubleBox = element('div', {});
  const silenceBox = element('div', {});
  const node = element('div', {}, troubleBox, list.node, silenceBox);
  const due = new Set<ReturnType<typeof setTimeout>>();
  let whole = true;
  let asked = 0;
  let shownSilences = '';

  function show(): void {
    const since = cell_id === null ? Date.now() / 1000 - overDays * 86_400 : undefined;
    list.show(book.values(), since);
    changed();
  }

  function showSilences(silences: readonly Silence[]): void {
    const now = JSON.stringify(silences.filter(({ active }) => active));
    if (now === shownSilences) return;
    shownSilences = now;
    silenceBox.replaceChildren(silenceList(silences, acted) ?? '');
  }

  function showDead(dead: readonly ShownDelivery[]): void {
    const text = `${dead.length} ${dead.length === 1 ? 'message' : 'messages'} could not be delivered`;
    troubleBox.replaceChildren(
      dead.length === 0 ? '' : element('p', { class: 'dead' }, element('a', { href: '#/deliveries' }, text)),
    );
  }

  async function load(): Promise<void> {
    const mine = ++asked;
    const of = cell_id === null ? '' : `&cell_id=${encodeURIComponent(cell_id)}`;
    const alerts = (states: string, limit: number) =>
      ask<{ alerts: StandingAlert[]; grafana_url: string | null }>(
        `/api/alerts?state=${states}&limit=${limit}${of}`,
        signal,
      );
    const [standing, over, words, { silences }, dead] = await Promise.all([
      alerts('pending,firing,acknowledged', most),
      alerts('resolved,cleared', mostOver),
      ruleWords(),
      ask<{ silences: Silence[] }>('/api/silences', signal),
      cell_id === null ? ask<{ deliveries: ShownDelivery[] }>('/api/deliveries?state=dead', signal) : null,
    ]);
    // A later question has a later answer.
    if (mine !== asked || signal.aborted) return;
    around.words = words;
    around.grafana_url = standing.grafana_url;
    whole = standing.alerts.length < most;
    book.replace([...standing.alerts, ...over.alerts]);
    show();
    showSilences(silences);
    if (dead) showDead(dead.deliveries);
  }

  function acted(): void {
    for (const wait_ms of landed_ms) {
      const timer = setTimeout(() => {
        due.delete(timer);
        // What cannot be read now is said where the screen is read as a whole.
        load().catch(() => undefined);
      }, wait_ms);
      due.add(timer);
    }
  }

  return {
    node,
    load,
    take(alert) {
      if (book.take(alert)) show();
    },
    acted,
    alerts: () => book.values(),
    get whole() {
      return whole;
    },
    close() {
      for (const timer of due) clearTimeout(timer);
    },
  };
}

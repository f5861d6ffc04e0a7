import { scopeText, when } from './alert-text.js';
import { ask, Refused } from './ask.js';
import { cellLink, spanOf } from './cell-link.js';
import { dataTable } from './data-table.js';
import { element, setText } from './element.js';
import type { Feed } from './feed.js';
import { instant, none } from './format.js';
import { ruleWords } from './rule-words.js';
import type { ShownDelivery, Silence, StandingAlert } from './shapes.js';
import type { View } from './view.js';

const mostShown = 200;
const again_ms = 5_000;

/** Who was told of what, what could not be delivered, and of what nobody was told and why. */
export function openDeliveriesView(feed: Feed): View {
  const closing = new AbortController();
  const message = element('p', { class: 'quiet', role: 'status' }, 'Asking the board …');
  const boxes = {
    dead: element('div', {}),
    rest: element('div', {}),
    held: element('div', {}),
    silences: element('div', {}),
  };
  const section = (id: string, title: string, box: HTMLElement) =>
    element('section', { 'aria-labelledby': id }, element('h2', { id }, title), box);
  const node = element(
    'div',
    { class: 'deliveries-view' },
    element('p', { class: 'crumb' }, element('a', { href: '#/' }, '← Fleet')),
    element('div', { class: 'bar' }, element('h1', { id: 'title', tabindex: '-1' }, 'Deliveries')),
    message,
    section('dead-title', 'Given up', boxes.dead),
    section('rest-title', 'Sent and waiting', boxes.rest),
    section('held-title', 'Of what nobody was told', boxes.held),
    section('silences-title', 'Silences', boxes.silences),
  );

  async function load(): Promise<void> {
    try {
      const deliveries = (states: string) =>
        ask<{ deliveries: ShownDelivery[] }>(`/api/deliveries?state=${states}&limit=${mostShown}`, closing.signal);
      const [dead, rest, { alerts }, { silences }, rules] = await Promise.all([
        deliveries('dead'),
        deliveries('waiting,delivered'),
        ask<{ alerts: StandingAlert[] }>('/api/alerts?limit=1000', closing.signal),
        ask<{ silences: Silence[] }>(`/api/silences?limit=${mostShown}`, closing.signal),
        ruleWords(),
      ]);
      setText(message, '');
      const held = alerts.filter(({ held_back }) => held_back !== null).slice(0, mostShown);
      boxes.dead.replaceChildren(deliveryTable('Messages given up', dead.deliveries, 'Every message came through.'));
      boxes.rest.replaceChildren(deliveryTable('Messages', rest.deliveries, 'No message has been sent yet.'));
      boxes.held.replaceChildren(heldTable(held, (rule) => rules.get(rule)?.title ?? rule));
      boxes.silences.replaceChildren(silenceTable(silences));
    } catch (error) {
      if (closing.signal.aborted) return;
      setText(
        message,
        error instanceof Refused ? `${error.message}.` : `The board does not answer: ${(error as Error).message}`,
      );
    }
  }

  const clock = setInterval(() => void load(), again_ms);
  feed.listen({ action: () => void load(), missed: () => void load() }, null);
  void load();

  return {
    title: 'Deliveries',
    node,
    tick: () => undefined,
    close() {
      closing.abort();
      clearInterval(clock);
    },
  };
}

const time = (text: string | null) => (text === null ? none : instant(Date.parse(text) / 1000));

function deliveryTable(name: string, deliveries: ShownDelivery[], otherwise: string): HTMLElement {
  if (deliveries.length === 0) return element('p', { class: 'quiet' }, otherwise);
  return dataTable<ShownDelivery>(
    name,
    [
      { head: 'Route', word: true, cell: ({ route }) => route },
      { head: 'Of', word: true, cell: eventsText },
      { head: 'State', word: true, cell: ({ state }) => (state === 'dead' ? 'given up' : state) },
      { head: 'Made', word: true, cell: ({ created_at }) => time(created_at) },
      { head: 'Attempts', cell: ({ attempts }) => String(attempts) },
      {
        head: 'Delivered, or next attempt',
        word: true,
        cell: ({ state, delivered_at, dead_at, next_attempt_at }) =>
          time(state === 'waiting' ? next_attempt_at : (delivered_at ?? dead_at)),
      },
      { head: 'Last error', word: true, cell: ({ last_error }) => last_error ?? none },
    ],
    deliveries,
    ({ state }) => ({ 'data-delivery': state }),
    'wordy',
  );
}

function eventsText({ events, event_count }: ShownDelivery): string {
  const first = events.slice(0, 3).map(({ event, rule, cell_id }) => `${event} ${rule} ${cell_id}`);
  const left = event_count - first.length;
  return [...first, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

function heldTable(alerts: StandingAlert[], titleOf: (rule: string) => string): HTMLElement {
  if (alerts.length === 0) return element('p', { class: 'quiet' }, 'Nothing is held back.');
  return dataTable<StandingAlert>(
    'Alerts of which nobody was told',
    [
      {
        head: 'Cell',
        word: true,
        cell: (alert) => element('a', { href: cellLink(alert.cell_id, spanOf(alert)) }, alert.cell_id),
      },
      { head: 'Rule', word: true, cell: ({ rule }) => titleOf(rule) },
      { head: 'When', word: true, cell: when },
      { head: 'State', word: true, cell: ({ state }) => state },
      { head: 'Why', word: true, cell: ({ held_back }) => held_back ?? none },
    ],
    alerts,
    undefined,
    'wordy',
  );
}

function silenceTable(silences: Silence[]): HTMLElement {
  if (silences.length === 0) return element('p', { class: 'quiet' }, 'Nobody has silenced anything.');
  return dataTable<Silence>(
    'Silences',
    [
      { head: 'What', word: true, cell: ({ scope }) => scopeText(scope) },
      { head: 'By', word: true, cell: ({ by }) => by },
      { head: 'From', word: true, cell: ({ at_unix_second }) => instant(at_unix_second) },
      { head: 'Until', word: true, cell: ({ until_unix_second }) => instant(until_unix_second) },
      {
        head: 'State',
        word: true,
        cell: ({ active, lifted_by }) => (lifted_by !== null ? `lifted by ${lifted_by}` : active ? 'in force' : 'over'),
      },
      { head: 'Holds back', cell: ({ held_back }) => String(held_back) },
      { head: 'Note', word: true, cell: ({ text }) => text ?? none },
    ],
    silences,
    undefined,
    'wordy',
  );
}

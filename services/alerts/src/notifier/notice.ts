import { rules } from '@cellwatch/detection';
import type { AlertRule } from '@cellwatch/events';
import type { AlertEvent, DeliveredEvent, DeliveredIncident, Delivery } from '@cellwatch/timescale';
import { eventKey, idempotencyKey } from './idempotency-key.js';
import { sparkline } from './sparkline.js';

/** What a message says, whatever carries it. */
export interface Notice {
  idempotency_key: string;
  /** One line. */
  title: string;
  critical: boolean;
  incident: DeliveredIncident | null;
  told: ToldEvent[];
}

export interface ToldEvent extends DeliveredEvent {
  key: string;
  headline: string;
  rule_title: string;
  likely_cause: string | null;
  look_alikes: readonly string[];
  /** The board at the alert's window; null where nobody said where the board is. */
  link: string | null;
  chart_text: string | null;
}

const words: Record<AlertEvent, string> = {
  raised: 'raised',
  escalated: 'now critical',
  cleared: 'cleared',
  withdrawn: 'withdrawn',
};

/** What a delivery says: the cell, the rule, the evidence, the likely cause, what would tell it from its look-alikes, a link. */
export function noticeOf(
  { events, incident }: Pick<Delivery, 'events' | 'incident'>,
  board_url: string | null,
): Notice {
  const told = events.map((event) => toldOf(event, board_url));
  const critical = events.some(({ event, payload: { severity } }) => severity === 'critical' && !isEnd(event));
  return { idempotency_key: idempotencyKey(events), title: titleOf(told, incident), critical, incident, told };
}

function toldOf(delivered: DeliveredEvent, board_url: string | null): ToldEvent {
  const { payload } = delivered;
  const known = rules.find(({ code }) => code === payload.rule);
  return {
    ...delivered,
    key: eventKey(delivered),
    headline: headlineOf(delivered),
    rule_title: titleOfRule(payload.rule),
    likely_cause: known?.likely_cause ?? null,
    look_alikes: known?.look_alikes ?? [],
    link: board_url && linkOf(board_url, delivered),
    chart_text: payload.evidence.chart && sparkline(payload.evidence.chart.y),
  };
}

function headlineOf({ event, payload: { severity, cell_id, rule }, label }: DeliveredEvent): string {
  const state = event === 'raised' || event === 'escalated' ? severity.toUpperCase() : capital(words[event]);
  const name = label && label !== cell_id ? `${cell_id} (${label})` : cell_id;
  return `${state}: ${titleOfRule(rule)}, cell ${oneLine(name)}`;
}

function titleOf(told: readonly ToldEvent[], incident: DeliveredIncident | null): string {
  if (incident) {
    const { cell_count, place_kind, place, rule } = incident;
    const where = place_kind === 'chamber' ? 'chamber' : 'cycler';
    const ended = told.every(({ event }) => isEnd(event)) ? `, ${countsOf(told)}` : '';
    return `common-mode: ${cell_count} cells of ${where} ${oneLine(place)}: ${titleOfRule(rule)} (${rule})${ended}`;
  }
  if (told.length === 1) return told[0].headline;
  const campaigns = [...new Set(told.map(({ campaign }) => campaign).filter((campaign) => campaign !== null))];
  const where = campaigns.length === 1 ? `, campaign ${oneLine(campaigns[0])}` : '';
  const cells = new Set(told.map(({ payload }) => payload.cell_id)).size;
  const codes = [...new Set(told.map(({ payload }) => payload.rule))];
  const worst = told.some(({ event, payload }) => !isEnd(event) && payload.severity === 'critical') ? 'CRITICAL: ' : '';
  return `${worst}${countsOf(told)} on ${cells} ${cells === 1 ? 'cell' : 'cells'}${where} (${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ' …' : ''})`;
}

function countsOf(told: readonly ToldEvent[]): string {
  return (Object.keys(words) as AlertEvent[])
    .map((event) => ({ event, count: told.filter((one) => one.event === event).length }))
    .filter(({ count }) => count > 0)
    .map(({ event, count }) => `${count} ${words[event]}`)
    .join(', ');
}

/** `from` and `to` are event times around what is told, Unix seconds. */
function linkOf(board_url: string, { payload }: DeliveredEvent): string {
  const {
    cell_id,
    raised_at_unix_second: raised,
    changed_at_unix_second: changed,
    rule,
    test_id,
    record_index,
  } = payload;
  const at = new URLSearchParams({ rule, test_id, record_index: String(record_index) });
  if (raised !== null) {
    at.set('from', String(Math.floor(raised - 3600)));
    at.set('to', String(Math.ceil((changed ?? raised) + 3600)));
  }
  return `${board_url.replace(/\/+$/, '')}/?${at}#/cells/${encodeURIComponent(cell_id)}`;
}

function titleOfRule(rule: AlertRule): string {
  return rules.find(({ code }) => code === rule)?.title ?? rule;
}

export function isEnd(event: AlertEvent): boolean {
  return event === 'cleared' || event === 'withdrawn';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

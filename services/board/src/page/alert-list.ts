import { element } from './element.js';
import { decimals, instant } from './format.js';
import type { CellAlert } from './shapes.js';
import { ruleNames } from './words.js';

/** Alerts with their evidence; `withCell` where they are of several cells. */
export function alertList(alerts: CellAlert[], { withCell }: { withCell: boolean }): HTMLElement {
  if (alerts.length === 0) return element('p', { class: 'quiet' }, 'No alerts stand.');
  return element('ol', { class: 'alert-list' }, ...alerts.map((alert) => alertItem(alert, withCell)));
}

function alertItem(alert: CellAlert, withCell: boolean): HTMLElement {
  const { rule, severity, message, evidence, cell_id, derived_cycle_count, raised_at_unix_second } = alert;
  const link = element('a', { href: `#/cells/${encodeURIComponent(cell_id)}` }, cell_id);
  const facts: [string, string][] = [
    [evidence.quantity.replaceAll('_', ' '), shown(evidence.value, evidence.unit)],
    ['limit', shown(evidence.limit, evidence.unit)],
  ];
  if (evidence.baseline !== null) facts.push(['baseline', shown(evidence.baseline, evidence.unit)]);
  if (derived_cycle_count !== null) facts.push(['cycle', String(derived_cycle_count)]);
  facts.push(['records', `${evidence.first_record_index}–${evidence.last_record_index}`]);
  return element(
    'li',
    { class: 'alert', 'data-severity': severity },
    element(
      'div',
      { class: 'alert-head' },
      element('strong', {}, ruleNames[rule] ?? rule),
      element('span', { class: 'badge', 'data-severity': severity }, severity),
    ),
    element('p', {}, message),
    element(
      'dl',
      { class: 'evidence' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
    element(
      'p',
      { class: 'under' },
      ...(withCell ? [link, ' · '] : []),
      raised_at_unix_second === null ? 'no wall clock' : instant(raised_at_unix_second),
    ),
  );
}

function shown(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 4 : 5;
  return unit === '1' || unit === '' ? decimals(value, digits) : `${decimals(value, digits)} ${unit}`;
}

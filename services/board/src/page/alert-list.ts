import { element } from './element.js';
import { decimals, instant, quantity } from './format.js';
import type { CellAlert } from './shapes.js';
import { ruleNames } from './words.js';

const mostEarlier = 100;

/**
 * Shows alerts in a box, one card for all of a rule in a cell, the newest first: its newest with its evidence, the earlier ones
 * folded, or open where they were.
 */
export function showAlerts(box: HTMLElement, alerts: Iterable<CellAlert>, { withCell }: { withCell: boolean }): void {
  const newest = [...alerts].sort(
    (one, other) => (other.raised_at_unix_second ?? 0) - (one.raised_at_unix_second ?? 0),
  );
  const groups = new Map<string, CellAlert[]>();
  for (const alert of newest) {
    const key = `${alert.rule} ${alert.cell_id}`;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  const open = new Set(
    Array.from(box.querySelectorAll('li:has(> details[open])'), (card) => card.getAttribute('data-key')),
  );
  const cards = [...groups].map(([key, group]) => {
    const card = alertCard(group, withCell);
    card.dataset.key = key;
    if (open.has(key)) card.querySelector('details')?.setAttribute('open', '');
    return card;
  });
  box.replaceChildren(
    cards.length === 0
      ? element('p', { class: 'quiet' }, 'No alerts stand.')
      : element('ol', { class: 'alert-list' }, ...cards),
  );
}

function alertCard([alert, ...earlier]: CellAlert[], withCell: boolean): HTMLElement {
  const { rule, severity, message, evidence, cell_id, derived_cycle_count } = alert;
  const facts: [string, string][] = [
    [nameOf(evidence), shown(evidence.value, evidence.unit)],
    ['limit', shown(evidence.limit, evidence.unit)],
  ];
  if (evidence.baseline !== null) facts.push(['baseline', shown(evidence.baseline, evidence.unit)]);
  if (derived_cycle_count !== null) facts.push(['cycle', String(derived_cycle_count)]);
  facts.push(['records', `${evidence.first_record_index}–${evidence.last_record_index}`]);
  const link = element('a', { href: `#/cells/${encodeURIComponent(cell_id)}` }, cell_id);
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
    element('p', { class: 'under' }, ...(withCell ? [link, ' · '] : []), when(alert)),
    earlier.length === 0 ? null : earlierAlerts(earlier),
  );
}

function earlierAlerts(earlier: CellAlert[]): HTMLElement {
  const { derived_cycle_count: cycle, ...oldest } = earlier.at(-1)!;
  const since = cycle === null ? instant(oldest.raised_at_unix_second) : `cycle ${cycle}`;
  const lines = earlier.slice(0, mostEarlier).map((alert) => {
    const { derived_cycle_count, evidence } = alert;
    const where = derived_cycle_count === null ? `record ${alert.record_index}` : `cycle ${derived_cycle_count}`;
    return element('li', {}, `${where}: ${shown(evidence.value, evidence.unit)}, ${when(alert)}`);
  });
  const left = earlier.length - lines.length;
  return element(
    'details',
    { class: 'under' },
    element('summary', {}, `${earlier.length} earlier, since ${since}`),
    element('ul', {}, ...lines, left > 0 ? element('li', {}, `and ${left} more`) : null),
  );
}

function when({ raised_at_unix_second }: CellAlert): string {
  return raised_at_unix_second === null ? 'no wall clock' : instant(raised_at_unix_second);
}

/** The quantity's name without its unit, which stands beside the value. */
function nameOf({ quantity: name, unit }: CellAlert['evidence']): string {
  const suffix = `_${unit.toLowerCase()}`;
  return (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name).replaceAll('_', ' ');
}

function shown(value: number, unit: string): string {
  if (['A', 'Ah', 'Wh'].includes(unit)) return quantity(value, unit);
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 4 : 5;
  return unit === '1' || unit === '' ? decimals(value, digits) : `${decimals(value, digits)} ${unit}`;
}

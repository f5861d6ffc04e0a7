import { element } from './element.js';
import { decimals, duration, instant, none, percent, scaleFor } from './format.js';
import type { CycleSummary } from './shapes.js';
import { flags, reasons } from './words.js';

const first = 200;
/** Columns of words; the others are numbers. */
const words = ['Status', 'Began', 'Flags'];

/** One row a cycle, the newest first. Only the newest 200 until all are asked for. */
export function cycleTable(cycles: CycleSummary[], all: boolean, showAll: () => void): HTMLElement {
  if (cycles.length === 0) return element('p', { class: 'quiet' }, 'No cycles yet.');
  const capacities = cycles.flatMap((cycle) => [cycle.cycle_charging_capacity_ah, cycle.cycle_discharging_capacity_ah]);
  const { factor, unit } = scaleFor(capacities, 'Ah');
  const heads = [
    'Cycle',
    'Cycler’s',
    'Status',
    'Began',
    'Took',
    `Charge ${unit}`,
    `Discharge ${unit}`,
    'CE',
    'Retention',
    'V̄ charge V',
    'V̄ discharge V',
    'Flags',
  ];
  const newest = [...cycles].reverse();
  const shown = all ? newest : newest.slice(0, first);
  const rows = shown.map((cycle) => cycleRow(cycle, factor));
  const table = element(
    'table',
    { class: 'cycles' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...heads.map((head) =>
          element('th', { scope: 'col', ...(words.includes(head) ? { class: 'word' } : {}) }, head),
        ),
      ),
    ),
    element('tbody', {}, ...rows),
  );
  const box = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Cycle table' }, table);
  if (shown.length === newest.length) return box;
  const more = element('button', { type: 'button' }, `Show all ${newest.length} cycles`);
  more.addEventListener('click', showAll);
  return element('div', {}, box, more);
}

/** The same, counted without the row's head. */
const wordColumns = [1, 2, 10];

function cycleRow(cycle: CycleSummary, factor: number): HTMLElement {
  const { coulombic_efficiency, coulombic_efficiency_reason: reason } = cycle;
  const efficiency =
    coulombic_efficiency === null && reason !== null
      ? element('span', { class: 'reason' }, reasons[reason])
      : percent(coulombic_efficiency, 3);
  const cells: (Node | string)[] = [
    cycle.cycle_count === null ? none : String(cycle.cycle_count),
    cycle.status,
    instant(cycle.started_at_unix_second),
    duration(cycle.cycle_duration_second),
    decimals(cycle.cycle_charging_capacity_ah / factor, 4),
    decimals(cycle.cycle_discharging_capacity_ah / factor, 4),
    efficiency,
    percent(cycle.capacity_retention, 2),
    decimals(cycle.mean_charging_voltage_volt, 4),
    decimals(cycle.mean_discharging_voltage_volt, 4),
    element(
      'span',
      { class: 'flags' },
      ...cycle.flags.map((flag) => element('span', { class: 'flag', title: flags[flag] }, flag.replaceAll('_', ' '))),
    ),
  ];
  return element(
    'tr',
    { 'data-status': cycle.status },
    element('th', { scope: 'row' }, String(cycle.derived_cycle_count)),
    ...cells.map((cell, index) => element('td', wordColumns.includes(index) ? { class: 'word' } : {}, cell)),
  );
}

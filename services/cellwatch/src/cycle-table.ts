import type { CycleSummary } from '@cellwatch/events';
import { textTable } from './text-table.js';

const most = 60;

/** The numbers a person looks at first; what is not computable says why in the last column. */
export function cycleTable(cycles: readonly CycleSummary[]): string {
  const shown = cycles.slice(0, most);
  const rows = shown.map((cycle) => [
    cycle.derived_cycle_count,
    cycle.cycle_count ?? '-',
    cycle.cycle_charging_capacity_ah.toPrecision(5),
    cycle.cycle_discharging_capacity_ah.toPrecision(5),
    share(cycle.coulombic_efficiency),
    share(cycle.capacity_retention),
    volts(cycle.mean_charging_voltage_volt),
    volts(cycle.mean_discharging_voltage_volt),
    [cycle.status === 'complete' ? '' : cycle.status, cycle.coulombic_efficiency_reason ?? '', ...cycle.flags]
      .filter(Boolean)
      .filter((word, at, words) => words.indexOf(word) === at)
      .join(' '),
  ]);
  const head = ['cycle', 'cycler’s', 'charge Ah', 'discharge Ah', 'CE %', 'retention %', 'V̄ ch', 'V̄ dis', 'remarks'];
  const more = cycles.length > most ? `… and ${cycles.length - most} more: cellwatch cycles prints them all\n` : '';
  return textTable(head, rows) + more;
}

function share(ratio: number | null): string {
  return ratio === null ? '-' : (100 * ratio).toFixed(2);
}

function volts(value: number | null): string {
  return value === null ? '-' : value.toFixed(4);
}

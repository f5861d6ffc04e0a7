import type { DifferentialPeak } from '@cellwatch/events';
import type { Definition, Row } from './report.js';
import { ampereHours, volts } from './quantities/quantity.js';
import { tabulate, type Place, type WatchedGroup } from './rows.js';

const matched =
  'of dQ/dV of the constant-current half, voltage as the cell shows it; assigned to an expected peak within 30 mV, in half-cells only; peaks without an assignment are numbered by voltage and not averaged over cells';

export const peakDefinitions: Definition[] = (['charging', 'discharging'] as const).flatMap((half) => [
  {
    quantity: `${half}_peak_voltage_volt`,
    name: `dQ/dV peak on ${half === 'charging' ? 'charge' : 'discharge'}`,
    ...volts,
    definition: `Position ${matched}.`,
  },
  {
    quantity: `${half}_peak_area_ah`,
    name: `Area of the dQ/dV peak on ${half === 'charging' ? 'charge' : 'discharge'}`,
    ...ampereHours,
    definition: `Charge under the peak ${matched}.`,
  },
]);

/** Position and area of every peak that some cell has at this place: one row a name. */
export function peakRows(groups: readonly WatchedGroup[], place: Place): Row[] {
  return (['charging', 'discharging'] as const).flatMap((half) => {
    const peaksOf = (cell: WatchedGroup['cells'][number]) => named(place.cycleOf(cell)?.[`${half}_peaks`] ?? null);
    const names = [
      ...new Set(groups.flatMap(({ cells }) => cells.flatMap((cell) => [...peaksOf(cell).keys()]))),
    ].sort();
    return names.flatMap((name) =>
      (['voltage_volt', 'area_ah'] as const).map((field) => {
        const row = tabulate(groups, `${half}_peak_${field}`, `${name}, ${place.at}`, (cell) => {
          const peak = peaksOf(cell).get(name);
          const reason = peak ? null : place.cycleOf(cell) ? 'no such peak' : place.missing(cell);
          return { value: peak?.[field] ?? null, reason, n: peak ? 1 : null, reference_cycle: null };
        });
        if (name.startsWith('unassigned'))
          for (const group of Object.values(row.groups))
            Object.assign(group, { statistics: null, reason: 'not averaged: unassigned' });
        return row;
      }),
    );
  });
}

function named(peaks: DifferentialPeak[] | null): Map<string, DifferentialPeak> {
  const byVoltage = (peaks ?? []).toSorted((one, other) => one.voltage_volt - other.voltage_volt);
  let unassigned = 0;
  return new Map(byVoltage.map((peak) => [peak.assignment ?? `unassigned ${++unassigned}`, peak]));
}

import { referenceCell } from '@cellwatch/synthetic-cell';
import { cellOf, lastCycle, onsetCycle } from './fleet/cell-of.js';
import { watchCell } from './watch-cell.js';

/** The reference cell (0.3C, no noise, no fade), healthy for eight cycles: what fires in the shunt's first cycle, and later. */
export function firesOf(resistance_ohm: number | null): { first: string[]; later: string[] } {
  const shunts = resistance_ohm === null ? [] : [{ from_cycle: onsetCycle, resistance_ohm }];
  const { alerts } = watchCell(
    cellOf({
      seed: 2,
      group: 'permanent shunt, full cell',
      row: 'reference cell',
      options: {
        ...referenceCell,
        initial_state_of_charge: -0.02,
        sampling_second: 10,
        time_step_second: 10,
        shunts,
      },
      fault: 'short',
      stretches: [{ to_cycle: onsetCycle - 1 }, { to_cycle: lastCycle, onset_second: 0 }],
    }),
  );
  const told = (chosen: (cycle: number) => boolean) =>
    alerts
      .filter(({ derived_cycle_count }) => chosen(derived_cycle_count ?? 0))
      .map(({ rule, severity }) => `${rule} ${severity}`);
  return { first: told((cycle) => cycle <= onsetCycle), later: told((cycle) => cycle > onsetCycle) };
}

import type { CellFacts } from '@cellwatch/events';
import type { CycleRow } from './cycle-table.js';

const apart = 1e-3;
const fewestShare = 0.1;

/**
 * Whether the two capacities of a row may be divided: not where the table prints exactly 1 although they give more than that, in a
 * tenth of the rows or more. Who printed it saw that they do not fit and cut it off; what they give is of the instrument.
 */
export function efficienciesHold(rows: readonly CycleRow[], system: CellFacts['system']): boolean {
  const clipped = rows.filter(({ charging_capacity_ah: charge, discharging_capacity_ah: discharge, efficiency }) => {
    if (efficiency !== 1 || !charge || !discharge) return false;
    return (system === 'anode_half_cell' ? charge / discharge : discharge / charge) > 1 + apart;
  });
  return clipped.length < fewestShare * rows.length;
}

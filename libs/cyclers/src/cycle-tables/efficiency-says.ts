import type { CellFacts } from '@cellwatch/events';
import type { CycleRow } from './cycle-table.js';

const exact = 2e-4;
const told = 1e-3;
const fewest = 3;

/**
 * What the printed efficiency says of the cell: one that divides charge by discharge is of an anode half-cell, one that divides
 * discharge by charge is of a cell that charges first. Undefined where it says neither, or is printed for too few rows.
 */
export function efficiencySays(rows: readonly CycleRow[]): Exclude<CellFacts['system'], 'cathode_half_cell'> {
  let chargeFirst = 0;
  let dischargeFirst = 0;
  for (const { charging_capacity_ah: charge, discharging_capacity_ah: discharge, efficiency } of rows) {
    if (!charge || !discharge || efficiency === null || Math.abs(charge / discharge - 1) < told) continue;
    if (Math.abs(efficiency - discharge / charge) < exact) chargeFirst += 1;
    if (Math.abs(efficiency - charge / discharge) < exact) dischargeFirst += 1;
  }
  if (Math.max(chargeFirst, dischargeFirst) < fewest) return undefined;
  return dischargeFirst > chargeFirst ? 'anode_half_cell' : 'full_cell';
}

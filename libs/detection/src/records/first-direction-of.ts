import type { CellFacts } from '@cellwatch/events';

/** With which direction a cycle of the cell begins: discharge (lithiation) in an anode half-cell, charge elsewhere. */
export function firstDirectionOf({ system }: CellFacts): 1 | -1 {
  return system === 'anode_half_cell' ? -1 : 1;
}

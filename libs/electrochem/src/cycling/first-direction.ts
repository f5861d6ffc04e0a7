import type { CellFacts } from '@cellwatch/events';
import type { Direction } from './state.js';

/**
 * With which direction a cycle begins: discharge (lithiation) in an anode half-cell, charge elsewhere. A cell of unknown
 * system is only listed so; no efficiency is made of it.
 */
export function firstDirection({ system }: Pick<CellFacts, 'system'>): Direction {
  return system === 'anode_half_cell' ? -1 : 1;
}

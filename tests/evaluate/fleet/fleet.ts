import type { WatchedCell } from '../watched-cell.js';
import { healthyFleets, healthyTraps } from './healthy.js';
import { chamberFaults, contactLosses, fades, spoiltData } from './other-faults.js';
import { permanentShunts, shuntsWithinCycle, transientShunts } from './shunts.js';

/** Every cell that is watched, in one order: cells are told apart by their place in it. */
export function evaluatedFleet(): WatchedCell[] {
  return [
    ...permanentShunts(),
    ...shuntsWithinCycle(),
    ...transientShunts(),
    ...contactLosses(),
    ...chamberFaults(),
    ...fades(),
    ...spoiltData(),
    ...healthyFleets(),
    ...healthyTraps(),
  ];
}

import { groupStatistics } from './group-statistics.js';
import type { LivedCell, RetentionAtCycle } from './retention-of-survivors.js';

/**
 * Capacity retention of a group at a cycle with its dead in it: a cell that died before counts as its last value.
 *
 * Cells that were withdrawn alive, or have not come so far yet, are left out: what they would show is not known. A cell below
 * its end of life that is cycled on counts as it is. `at_risk` says how many of the group still lived.
 *
 * @quantity Capacity retention, mean of all
 * @symbol none
 * @unit 1
 * @formula mean over {cells with life ≥ N, and cells that died before N} of their retention at N, or their last one before N
 * @convention one value per cell; an upper bound for cells that died at once, whose last value is that of a healthy cycle
 * @source design of this project, against survivorship bias
 */
export function retentionOfAll(cells: readonly LivedCell[], cycle: number): RetentionAtCycle {
  const values = cells.map(({ life, retentions }) => {
    if (life.cycle < cycle)
      return life.event === 'died'
        ? (retentions.findLast((each) => each.cycle <= cycle)?.capacity_retention ?? null)
        : null;
    return retentions.find((each) => each.cycle === cycle)?.capacity_retention ?? null;
  });
  return {
    at_risk: cells.filter(({ life }) => life.cycle >= cycle).length,
    statistics: groupStatistics(values),
  };
}

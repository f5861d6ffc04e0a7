import { groupStatistics, type GroupStatistics } from './group-statistics.js';
import type { Life } from './life-of.js';

/** A cell with its life and its retention by cycle. */
export interface LivedCell {
  life: Life;
  /** In order of the cycle; cycles without a retention are left out. */
  retentions: readonly { cycle: number; capacity_retention: number }[];
}

export interface RetentionAtCycle {
  /** Cells that lived, and were watched, up to the cycle. */
  at_risk: number;
  /** Over the cells that are counted; null where none has a value. */
  statistics: GroupStatistics | null;
}

/**
 * Capacity retention of the cells of a group that still lived at a cycle.
 *
 * It flatters as soon as cells have died: show it with `at_risk`, and beside `retentionOfAll`. A cell counts up to and with the
 * cycle of its death or of its last sight; one that has no retention at this very cycle is at risk and not in the mean.
 *
 * @quantity Capacity retention, mean of survivors
 * @symbol none
 * @unit 1
 * @formula mean over {cells with life ≥ N} of their retention at N
 * @convention one value per cell; dead and withdrawn cells are left out
 * @source design of this project, against survivorship bias
 */
export function retentionOfSurvivors(cells: readonly LivedCell[], cycle: number): RetentionAtCycle {
  const alive = cells.filter(({ life }) => life.cycle >= cycle);
  const values = alive.map(
    ({ retentions }) => retentions.find((each) => each.cycle === cycle)?.capacity_retention ?? null,
  );
  return { at_risk: alive.length, statistics: groupStatistics(values) };
}

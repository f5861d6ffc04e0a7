import { groupStatistics, type GroupStatistics } from './group-statistics.js';

export interface CurvePoint extends GroupStatistics {
  cycle: number;
}

/**
 * The course of a quantity in a group: at each cycle the statistics over the cells that have it there.
 *
 * `cells` holds one list of values per cell, each in any order; a cell counts once per cycle (of two, its last).
 *
 * @quantity Group curve
 * @symbol x̄(N), s(N)
 * @unit that of the values
 * @formula x̄(N), s(N) over the cells with a value at N
 * @convention n falls as cells end: show it, for a mean of fewer cells may jump
 * @source design of this project
 */
export function groupCurve(cells: readonly (readonly { cycle: number; value: number | null }[])[]): CurvePoint[] {
  const byCycle = new Map<number, Map<number, number>>();
  cells.forEach((values, cell) => {
    for (const { cycle, value } of values) {
      if (value === null) continue;
      const at = byCycle.get(cycle) ?? new Map<number, number>();
      byCycle.set(cycle, at.set(cell, value));
    }
  });
  return [...byCycle]
    .sort(([one], [other]) => one - other)
    .map(([cycle, values]) => ({ cycle, ...groupStatistics([...values.values()])! }));
}

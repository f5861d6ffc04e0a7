/**
 * Geometric mean of the capacity ratio of neighbouring cycles over `intervals` of them: 0.999 loses 0.1 % each cycle.
 *
 * @quantity Fade per cycle
 * @symbol none
 * @unit ratio per cycle
 * @formula R^(1/n)
 * @convention geometric mean over n intervals between cycles, not over n cycles
 * @source textbook definition of a geometric mean
 */
export function fadePerCycle(capacity_retention: number, intervals: number): number {
  return capacity_retention ** (1 / intervals);
}

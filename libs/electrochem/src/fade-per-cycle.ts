/** Geometric mean of the capacity ratio of neighbouring cycles over `intervals` of them: 0.999 loses 0.1 % each cycle. */
export function fadePerCycle(capacity_retention: number, intervals: number): number {
  return capacity_retention ** (1 / intervals);
}

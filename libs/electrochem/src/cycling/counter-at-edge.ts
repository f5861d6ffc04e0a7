/**
 * What a counter says passed up to a step's first record: either it was reset at the edge (then `now`) or it was carried on,
 * up or down (then the difference); the one nearer to what the current can have passed since the edge.
 */
export function counterAtEdge(before: number | null, now: number, expected: number): number {
  const carried = before === null ? 0 : Math.abs(now - before);
  return Math.abs(now - expected) <= Math.abs(carried - expected) ? now : carried;
}

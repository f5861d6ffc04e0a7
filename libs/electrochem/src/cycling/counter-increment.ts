/**
 * What a cycler's capacity counter says passed between two records of one step, in its own unit: the difference, or where it
 * went down (a pulse against the block's direction, or a reset that left no trace) the lesser of the drop and the new value.
 */
export function counterIncrement(before: number, now: number): number {
  const difference = now - before;
  return difference >= 0 ? difference : Math.min(-difference, now);
}

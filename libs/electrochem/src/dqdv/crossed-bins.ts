/** The bins that were crossed from edge to edge: without empty ones at both ends, and without the two in which the half begins and ends. */
export function crossedBins(increments_ah: ArrayLike<number>): { from: number; to: number } {
  let first = 0;
  let last = increments_ah.length - 1;
  while (first <= last && increments_ah[first] === 0) first++;
  while (last > first && increments_ah[last] === 0) last--;
  return { from: first + 1, to: Math.max(first + 1, last) };
}

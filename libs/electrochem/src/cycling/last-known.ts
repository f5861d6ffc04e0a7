/** Value of a column at its last row in [from, to) that has one, else `before`. */
export function lastKnown(
  column: Float64Array | undefined,
  from: number,
  to: number,
  before: number | null,
): number | null {
  if (column === undefined) return before;
  for (let row = to - 1; row >= from; row--) if (Number.isFinite(column[row])) return column[row];
  return before;
}

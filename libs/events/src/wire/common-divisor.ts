/**
 * The greatest integer that divides every difference of a column to its first value: whole seconds stored as microseconds have
 * 10^6, so their deltas take one byte instead of three. 1 for a column without differences. Differences are below 2^51.
 */
export function commonDivisor(values: Float64Array, length: number): number {
  const first = values[0];
  let divisor = 0;
  for (let index = 1; index < length; index++) {
    const difference = values[index] - first;
    if (difference === 0) continue;
    const quotient = difference / divisor;
    if (quotient === Math.floor(quotient)) continue;
    divisor = greatest(Math.abs(difference), divisor);
    if (divisor === 1) return 1;
  }
  return divisor || 1;
}

function greatest(one: number, other: number): number {
  while (other !== 0) [one, other] = [other, one % other];
  return one;
}

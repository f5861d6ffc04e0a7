/**
 * The greatest integer that divides all of some integers below 2^51: whole seconds stored as microseconds have 10^6, so their
 * deltas take one byte instead of three. 1 where all are 0. Takes every `stride`th.
 */
export function commonDivisor(integers: Float64Array, count: number, stride = 1): number {
  let divisor = 0;
  for (let index = 0; index < count; index += stride) {
    const integer = integers[index];
    if (integer === 0) continue;
    const quotient = integer / divisor;
    if (quotient === Math.floor(quotient)) continue;
    divisor = greatest(Math.abs(integer), divisor);
    if (divisor === 1) return 1;
  }
  return divisor || 1;
}

function greatest(one: number, other: number): number {
  while (other !== 0) [one, other] = [other, one % other];
  return one;
}

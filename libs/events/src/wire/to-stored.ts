/**
 * The integer that the wire and the table keep for a physical value: round(value × scale). NaN stays NaN, and -0 is 0.
 * Above 2^51 the product itself may round to a neighbour; there the integer is taken that gives the value back.
 */
export function toStored(value: number, scale: number): number {
  const stored = Math.round(value * scale) + 0;
  if (stored < 2 ** 51 && stored > -(2 ** 51)) return stored;
  for (const near of [stored, stored - 1, stored + 1]) if (near / scale === value) return near;
  return stored;
}

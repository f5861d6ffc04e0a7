import { quantities, type QuantityName } from '../quantities.js';

/**
 * A value as the wire and the table keep it: rounded to the quantity's scale, so that a fold over the stream and a fold over
 * the table see the same bits. The scale is finer than any instrument's resolution; NaN stays NaN.
 */
export function quantise(name: QuantityName, value: number): number {
  const { scale } = quantities[name];
  return Math.round(value * scale) / scale + 0;
}

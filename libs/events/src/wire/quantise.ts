import { quantities, type QuantityName } from '../quantities.js';
import { toStored } from './to-stored.js';

/**
 * A value as the wire and the table keep it, in its own unit: rounded to the quantity's scale. NaN stays NaN.
 *
 * A value finer than its scale is rounded once, when it is read from its source. No raw float64 travels: the table stores scaled
 * integers, and a fold over the table must see the very bits that the fold over the stream saw, or a refold would publish other
 * bytes. The scales are finer than the resolution that instruments print.
 */
export function quantise(name: QuantityName, value: number): number {
  const { scale } = quantities[name];
  return toStored(value, scale) / scale;
}

import { quantities, quantityNames, type QuantityName } from '../quantities.js';

const byWidth = { 2: 2 ** 15 - 1, 4: 2 ** 31 - 1, 8: 2 ** 52 };

/**
 * The largest magnitude of a quantity's stored integer: what the table's column holds, and below which neighbouring decimals are
 * still different doubles. Microseconds reach it in 2112.
 */
export const largestStored = Object.fromEntries(
  quantityNames.map((name) => [name, byWidth[quantities[name].bytes]]),
) as Record<QuantityName, number>;

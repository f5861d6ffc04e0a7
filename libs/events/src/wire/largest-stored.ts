import { quantities, quantityNames, type QuantityName } from '../quantities.js';

const byWidth = { 2: 2 ** 15 - 1, 4: 2 ** 31 - 1, 8: Number.MAX_SAFE_INTEGER };

/** The largest magnitude of a quantity's stored integer: what the table's column and a double hold. */
export const largestStored = Object.fromEntries(
  quantityNames.map((name) => [name, byWidth[quantities[name].bytes]]),
) as Record<QuantityName, number>;

/** How many cycles may be left out: formation. */
const settling = 3;

/**
 * The range of all values but those of the first three cycles that lie so far off that they would flatten the rest, as the
 * first cycle's efficiency does: further from the others than these are from each other, and than `least`. Null where
 * everything fits.
 */
export function focusRange(values: (number | null)[], least: number): { low: number; high: number } | null {
  const settled = known(values.slice(settling));
  if (settled.length < 2) return null;
  const low = Math.min(...settled);
  const high = Math.max(...settled);
  const reach = Math.max(high - low, least);
  const early = known(values.slice(0, settling));
  const near = early.filter((value) => value >= low - reach && value <= high + reach);
  if (near.length === early.length) return null;
  return { low: Math.min(low, ...near), high: Math.max(high, ...near) };
}

function known(values: (number | null)[]): number[] {
  return values.filter((value): value is number => value !== null);
}

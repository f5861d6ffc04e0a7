/**
 * The range that shows what most values do, where at most three values lie so far off that they would flatten the rest (the
 * first cycle's efficiency beside all others): the median ± the larger of eight median deviations and `least`. Null where all
 * values fit, or too many lie outside to leave any out.
 */
export function focusRange(values: (number | null)[], least: number): { low: number; high: number } | null {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 8) return null;
  const middle = median(known);
  const reach = Math.max(8 * median(known.map((value) => Math.abs(value - middle))), least);
  const inside = known.filter((value) => Math.abs(value - middle) <= reach);
  if (inside.length === known.length || known.length - inside.length > 3) return null;
  return { low: Math.min(...inside), high: Math.max(...inside) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

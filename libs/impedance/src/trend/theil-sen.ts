const quantile = 1.959963984540054;
const fewest = 4;

/**
 * Slope of y over x that a few bad points do not move, with its 95 % interval, which is null with fewer than 4 points. Null where
 * there is one x alone.
 *
 * The interval is that of Sen: ranks of the sorted slopes at half of (number of slopes ± 1.96·√V), V Kendall's variance with
 * equal values of x taken into account. With few points it spans all slopes.
 *
 * @quantity trend
 * @symbol b
 * @unit of y per unit of x
 * @formula b = median of (y_j − y_i)/(x_j − x_i), i < j; V = [n(n−1)(2n+5) − Σt(t−1)(2t+5)]/18
 * @convention pairs of equal x are left out
 * @source Sen, J. Am. Stat. Assoc. 63 (1968) 1379
 */
export function theilSen(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { slope: number; lower: number | null; upper: number | null; points: number } | null {
  const points = x.length;
  const slopes: number[] = [];
  const ties = new Map<number, number>();
  for (let i = 0; i < points; i++) {
    ties.set(x[i], (ties.get(x[i]) ?? 0) + 1);
    for (let j = i + 1; j < points; j++) if (x[i] !== x[j]) slopes.push((y[j] - y[i]) / (x[j] - x[i]));
  }
  if (slopes.length === 0) return null;
  slopes.sort((one, other) => one - other);
  const count = slopes.length;
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const variance = (term(points) - Array.from(ties.values(), term).reduce((sum, one) => sum + one, 0)) / 18;
  const spread = quantile * Math.sqrt(variance);
  const rank = (at: number) => (points < fewest ? null : slopes[Math.max(0, Math.min(count - 1, at))]);
  return {
    slope: (slopes[(count - 1) >> 1] + slopes[count >> 1]) / 2,
    lower: rank(Math.round((count - spread) / 2) - 1),
    upper: rank(Math.round((count + spread) / 2)),
    points,
  };
}

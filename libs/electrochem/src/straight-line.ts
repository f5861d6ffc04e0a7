/** Weighted least squares through (x, y): intercept and slope, and the weighted sum of squares of x about its mean. Null where x does not vary. */
export function straightLine(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { intercept: number; slope: number; spread: number } | null {
  let [weight, meanX, meanY] = [0, 0, 0];
  for (let point = 0; point < x.length; point++) {
    const share = weights ? weights[point] : 1;
    weight += share;
    meanX += share * x[point];
    meanY += share * y[point];
  }
  if (!(weight > 0)) return null;
  meanX /= weight;
  meanY /= weight;
  let [spread, product] = [0, 0];
  for (let point = 0; point < x.length; point++) {
    const away = (weights ? weights[point] : 1) * (x[point] - meanX);
    spread += away * (x[point] - meanX);
    product += away * (y[point] - meanY);
  }
  // a constant whose mean is rounded has a spread of rounding errors
  if (!(spread > 1e-24 * weight * meanX * meanX)) return null;
  const slope = product / spread;
  return { intercept: meanY - slope * meanX, slope, spread };
}

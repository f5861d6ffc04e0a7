/**
 * Standard deviation of a quantity by the delta method: √(gᵀ·cov·g), g its derivatives by the scaled parameters, given as pairs of
 * index and derivative.
 */
export function propagatedDeviation(covariance: Float64Array, gradient: [index: number, slope: number][]): number {
  const size = Math.sqrt(covariance.length);
  let variance = 0;
  for (const [k, slope] of gradient)
    for (const [l, other] of gradient) variance += slope * other * covariance[k * size + l];
  return Math.sqrt(Math.max(0, variance));
}

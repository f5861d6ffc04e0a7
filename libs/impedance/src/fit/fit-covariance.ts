import { factorise, solveFactorised } from '../numeric/cholesky.js';

/**
 * Covariance of the scaled parameters, row-major: s²(JᵀJ)⁻¹ over the parameters that are free; rows and columns of the others are
 * zero. Scaled to unit diagonal before it is inverted. Null where the spectrum does not determine the free parameters.
 *
 * @quantity covariance of a fit
 * @symbol cov
 * @unit of the scaled parameters, which have none
 * @formula s²(JᵀJ)⁻¹, s² = SSE/(2N−p)
 * @convention J by ln p and logit n, residuals weighted by 1/|Z|
 * @source Seber and Wild, Nonlinear Regression, chapter 2
 */
export function fitCovariance(normal: Float64Array, free: boolean[], variance: number): Float64Array | null {
  const size = free.length;
  const chosen = free.flatMap((isFree, k) => (isFree ? [k] : []));
  const count = chosen.length;
  const scale = chosen.map((k) => 1 / Math.sqrt(normal[k * size + k]));
  const factor = new Float64Array(count * count);
  for (let k = 0; k < count; k++)
    for (let l = 0; l < count; l++) factor[k * count + l] = normal[chosen[k] * size + chosen[l]] * scale[k] * scale[l];
  if (!factor.every(Number.isFinite) || !factorise(factor, count)) return null;
  const covariance = new Float64Array(size * size);
  const column = new Float64Array(count);
  for (let l = 0; l < count; l++) {
    column.fill(0);
    column[l] = 1;
    solveFactorised(factor, count, column);
    for (let k = 0; k < count; k++)
      covariance[chosen[k] * size + chosen[l]] = variance * column[k] * scale[k] * scale[l];
  }
  return covariance;
}

import { factorise, solveFactorised } from '../numeric/cholesky.js';

/** The x ≥ 0 that makes ½xᵀKx − cᵀx least, by the active set of Lawson and Hanson. K is symmetric, positive definite, row-major. */
export function solveNonNegative(matrix: Float64Array, side: Float64Array): Float64Array {
  const size = side.length;
  const x = new Float64Array(size);
  const free = new Set<number>();
  const tolerance = 1e-10 * Math.max(...side.map(Math.abs));
  for (let round = 0; round < 3 * size; round++) {
    let entering = -1;
    let steepest = tolerance;
    for (let k = 0; k < size; k++) {
      if (free.has(k)) continue;
      let slope = side[k];
      for (const l of free) slope -= matrix[k * size + l] * x[l];
      if (slope > steepest) [entering, steepest] = [k, slope];
    }
    if (entering < 0) break;
    free.add(entering);
    for (;;) {
      const chosen = [...free];
      const found = solveFor(matrix, side, chosen);
      if (!found) {
        free.delete(entering);
        return x;
      }
      let share = 1;
      chosen.forEach((k, at) => {
        if (found[at] <= 0) share = Math.min(share, x[k] / (x[k] - found[at]));
      });
      chosen.forEach((k, at) => (x[k] += share * (found[at] - x[k])));
      if (share === 1) break;
      for (const k of chosen)
        if (x[k] <= 1e-15) {
          x[k] = 0;
          free.delete(k);
        }
    }
  }
  return x;
}

function solveFor(matrix: Float64Array, side: Float64Array, chosen: number[]): Float64Array | null {
  const count = chosen.length;
  const factor = new Float64Array(count * count);
  for (let k = 0; k < count; k++)
    for (let l = 0; l <= k; l++)
      factor[k * count + l] = factor[l * count + k] = matrix[chosen[k] * side.length + chosen[l]];
  if (!factorise(factor, count)) return null;
  const found = Float64Array.from(chosen, (k) => side[k]);
  solveFactorised(factor, count, found);
  return found;
}

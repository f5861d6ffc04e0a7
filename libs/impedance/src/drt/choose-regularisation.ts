import { factorise, solveFactorised } from '../numeric/cholesky.js';

/** Plain cross-validation (1) now and then follows the noise. */
const traceWeight = 1.4;

/**
 * The weight λ of smoothness at which generalised cross-validation is least: Σr²/(n − 1.4·tr H)², with the trace weighted as Kim and
 * Gu advise (J. R. Stat. Soc. B 66 (2004) 337), over λ from 1e-9 to 1 in steps of
 * a third of a decade, times the mean of the diagonal.
 */
export function chooseRegularisation(
  gram: Float64Array,
  roughness: Float64Array,
  projected: Float64Array,
  squares: number,
  rows: number,
): number {
  const size = projected.length;
  let scale = 0;
  for (let k = 0; k < size; k++) scale += gram[k * size + k] / size;
  let best = { score: Infinity, weight: scale };
  const column = new Float64Array(size);
  for (let third = 0; third <= 27; third++) {
    const weight = scale * 10 ** (-third / 3);
    const factor = gram.map((value, at) => value + weight * roughness[at]);
    if (!factorise(factor, size)) break;
    const found = projected.slice();
    solveFactorised(factor, size, found);
    let residual = squares;
    let trace = 0;
    for (let k = 0; k < size; k++) {
      let product = 0;
      for (let l = 0; l < size; l++) {
        column[l] = gram[l * size + k];
        product += column[l] * found[l];
      }
      residual += found[k] * (product - 2 * projected[k]);
      solveFactorised(factor, size, column);
      trace += column[k];
    }
    const score = Math.max(residual, 1e-12 * squares) / (rows - traceWeight * trace) ** 2;
    if (score < best.score) best = { score, weight };
  }
  return best.weight;
}

/**
 * Linear least squares by Householder's reflections on columns scaled to unit norm. `columns` and `side` are overwritten; gives
 * the coefficients in the columns' own scale, in order. A column that the others already span gets 0.
 */
export function leastSquaresByReflection(columns: Float64Array[], side: Float64Array): Float64Array {
  const rows = side.length;
  const size = columns.length;
  const norms = new Float64Array(size);
  const diagonal = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const column = columns[k];
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += column[i] * column[i];
    norms[k] = Math.sqrt(sum);
    if (norms[k] > 0) for (let i = 0; i < rows; i++) column[i] /= norms[k];
  }
  for (let k = 0; k < size; k++) {
    const reflector = columns[k];
    let sum = 0;
    for (let i = k; i < rows; i++) sum += reflector[i] * reflector[i];
    const length = reflector[k] > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
    diagonal[k] = Math.abs(length) > 1e-13 ? length : 0;
    if (diagonal[k] === 0) continue;
    reflector[k] -= length;
    const half = -length * reflector[k];
    for (let l = k + 1; l < size; l++) reflect(reflector, half, columns[l], k, rows);
    reflect(reflector, half, side, k, rows);
  }
  const coefficients = new Float64Array(size);
  for (let k = size - 1; k >= 0; k--) {
    let sum = side[k];
    for (let l = k + 1; l < size; l++) sum -= columns[l][k] * coefficients[l];
    coefficients[k] = diagonal[k] === 0 ? 0 : sum / diagonal[k];
  }
  for (let k = 0; k < size; k++) if (norms[k] > 0) coefficients[k] /= norms[k];
  return coefficients;
}

function reflect(reflector: Float64Array, half: number, column: Float64Array, from: number, rows: number): void {
  let product = 0;
  for (let i = from; i < rows; i++) product += reflector[i] * column[i];
  product /= half;
  for (let i = from; i < rows; i++) column[i] -= product * reflector[i];
}

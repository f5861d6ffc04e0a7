/** Lower factor of a symmetric matrix (row-major, size × size), in place; false where it is not positive definite. */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    let pivot = matrix[column * size + column];
    for (let k = 0; k < column; k++) pivot -= matrix[column * size + k] ** 2;
    if (!(pivot > 1e-14 * matrix[column * size + column]) || !(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    matrix[column * size + column] = root;
    for (let row = column + 1; row < size; row++) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k] * matrix[column * size + k];
      matrix[row * size + column] = sum / root;
    }
  }
  return true;
}

/** Solves with the factor of `factorise`, in place of the right-hand side. */
export function solveFactorised(factor: Float64Array, size: number, side: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = side[row];
    for (let k = 0; k < row; k++) sum -= factor[row * size + k] * side[k];
    side[row] = sum / factor[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = side[row];
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row] * side[k];
    side[row] = sum / factor[row * size + row];
  }
}

import { medianOf } from './median-of.js';
import { studentTQuantile } from './student-t-quantile.js';

export interface GroupStatistics {
  /** How many cells have the value. */
  n: number;
  mean: number;
  /** With n − 1; null for one cell, which says nothing of spread. */
  standard_deviation: number | null;
  /** 95 % confidence interval of the mean; null for one cell. */
  confidence_low: number | null;
  confidence_high: number | null;
  minimum: number;
  maximum: number;
  median: number;
}

/**
 * Statistics of one value per cell; nulls, of cells that have none, are left out. Null where no cell has one.
 *
 * @quantity Mean, standard deviation and 95 % confidence interval of a group
 * @symbol x̄, s, x̄ ± t_{0.975,n−1}·s/√n
 * @unit that of the values
 * @formula x̄ = Σx/n; s = √(Σ(x − x̄)²/(n − 1)); half-width = t_{0.975,n−1}·s/√n
 * @convention n counts cells, one value each: cycles of one cell are never pooled with those of another
 * @source Student (W. S. Gosset), Biometrika 1908, 6, 1
 */
export function groupStatistics(values: readonly (number | null)[]): GroupStatistics | null {
  const known = values.filter((value) => value !== null);
  const n = known.length;
  if (n === 0) return null;
  // from the first value, so that equal ones have no spread, not one of rounding
  const mean = known[0] + known.reduce((sum, value) => sum + (value - known[0]), 0) / n;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standard_deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : null;
  const half =
    standard_deviation === null ? null : (studentTQuantile(0.975, n - 1) * standard_deviation) / Math.sqrt(n);
  return {
    n,
    mean,
    standard_deviation,
    confidence_low: half === null ? null : mean - half,
    confidence_high: half === null ? null : mean + half,
    minimum: Math.min(...known),
    maximum: Math.max(...known),
    median: medianOf(known),
  };
}

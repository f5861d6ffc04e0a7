import { median } from './median.js';

/**
 * Standard deviation as outliers cannot move it: 1.4826 × the median absolute deviation from the median, in the unit of
 * `values`. 1.4826 makes it equal the standard deviation of normal data. NaN of none, 0 of one.
 */
export function robustDeviation(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

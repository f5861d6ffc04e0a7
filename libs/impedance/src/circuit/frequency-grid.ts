/** Of n frequencies, what every evaluation needs. */
export interface FrequencyGrid {
  length: number;
  omega: Float64Array;
  logOmega: Float64Array;
  inverseRoot: Float64Array;
}

export function frequencyGrid(frequency_hertz: ArrayLike<number>): FrequencyGrid {
  const omega = Float64Array.from(frequency_hertz, (frequency) => 2 * Math.PI * frequency);
  return {
    length: omega.length,
    omega,
    logOmega: omega.map(Math.log),
    inverseRoot: omega.map((w) => 1 / Math.sqrt(w)),
  };
}

/** A value with its standard deviation, 1σ, in the unit that its field's name gives. */
export interface Estimate {
  value: number;
  standard_deviation: number;
}

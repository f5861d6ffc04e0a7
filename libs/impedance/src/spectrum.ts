/**
 * One sweep of impedance, as columns of equal length in Ω; the imaginary part is negative where the cell is capacitive.
 * `checkSpectrum` gives one that is in order: frequencies distinct, positive and falling.
 */
export interface Spectrum {
  frequency_hertz: ArrayLike<number>;
  real_impedance_ohm: ArrayLike<number>;
  imaginary_impedance_ohm: ArrayLike<number>;
}

/**
 * One sweep of impedance, as columns of equal length in Ω; the imaginary part is negative where the cell is capacitive.
 * `checkSpectrum` gives one that is in order: frequencies distinct, positive and falling.
 */
export interface Spectrum {
  frequency_hertz: ArrayLike<number>;
  real_impedance_ohm: ArrayLike<number>;
  imaginary_impedance_ohm: ArrayLike<number>;
}

/** Without its first points. */
export function withoutLeading(spectrum: Spectrum, leading: number): Spectrum {
  const rest = (column: ArrayLike<number>) => Float64Array.from(column).subarray(leading);
  return {
    frequency_hertz: rest(spectrum.frequency_hertz),
    real_impedance_ohm: rest(spectrum.real_impedance_ohm),
    imaginary_impedance_ohm: rest(spectrum.imaginary_impedance_ohm),
  };
}

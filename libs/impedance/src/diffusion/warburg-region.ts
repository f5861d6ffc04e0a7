import type { Estimate } from '../estimate.js';
import { windowLines } from '../numeric/window-lines.js';
import type { Spectrum } from '../spectrum.js';

export interface WarburgRegion {
  warburg_coefficient_ohm_per_root_second: Estimate;
  /** Slope of Z' alone, as papers take it. */
  real_slope_ohm_per_root_second: number;
  /** Slope of −Z'' alone. */
  imaginary_slope_ohm_per_root_second: number;
  frequency_minimum_hertz: number;
  frequency_maximum_hertz: number;
  points: number;
}

const fewestPoints = 8;
/** Of the two slopes, as a share of their mean. */
const mostDifference = 0.03;

/**
 * The range of frequencies in which diffusion alone moves the impedance, and its Warburg coefficient; null where there is none.
 * The spectrum is in falling order of frequency; `noise_percent` is that of the Kramers-Kronig test.
 *
 * Over windows that begin in the lowest decade and hold 8 points or more, Z' and −Z'' are drawn over ω^-½. A window counts where
 * both lines have R² ≥ 0.999 (0.997 from 0.4 % noise on), rise, and differ in slope by 3 % or less of their mean. The longest
 * counting window is taken. R² alone would take a cell that drifts.
 *
 * @quantity Warburg coefficient
 * @symbol σ
 * @unit Ω·s^-½
 * @formula σ = ½(s' + s''), s' = ∂Z'/∂ω^-½, s'' = ∂(−Z'')/∂ω^-½; u² = (½|s'−s''|)² + ¼(u'² + u''²)
 * @convention Z_W = σ(1−j)ω^-½; the intercept is not R_ct
 * @source Warburg, Ann. Phys. 303 (1899) 493; thresholds by simulation
 */
export function warburgRegion(spectrum: Spectrum, noise_percent: number): WarburgRegion | null {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const x = Float64Array.from(frequency_hertz, (frequency) => 1 / Math.sqrt(2 * Math.PI * frequency));
  const real = windowLines(x, Float64Array.from(real_impedance_ohm));
  const imaginary = windowLines(
    x,
    Float64Array.from(imaginary_impedance_ohm, (value) => -value),
  );
  const least = noise_percent >= 0.4 ? 0.997 : 0.999;
  const endsInLowestDecade = (to: number) => frequency_hertz[to - 1] <= 10.000001 * frequency_hertz[points - 1];
  for (let length = points; length >= fewestPoints; length--)
    for (let to = points; to >= length && endsInLowestDecade(to); to--) {
      const from = to - length;
      const [one, other] = [real(from, to), imaginary(from, to)];
      if (!(one.r_squared >= least && other.r_squared >= least && one.slope > 0 && other.slope > 0)) continue;
      const mean = (one.slope + other.slope) / 2;
      const difference = Math.abs(one.slope - other.slope);
      if (difference > mostDifference * mean) continue;
      const standardError = Math.hypot(one.slope_standard_error, other.slope_standard_error) / 2;
      return {
        warburg_coefficient_ohm_per_root_second: {
          value: mean,
          standard_deviation: Math.hypot(difference / 2, standardError),
        },
        real_slope_ohm_per_root_second: one.slope,
        imaginary_slope_ohm_per_root_second: other.slope,
        frequency_minimum_hertz: frequency_hertz[to - 1],
        frequency_maximum_hertz: frequency_hertz[from],
        points: length,
      };
    }
  return null;
}

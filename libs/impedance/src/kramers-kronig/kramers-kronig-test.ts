import type { Spectrum } from '../spectrum.js';
import { leastSquaresByReflection } from '../numeric/least-squares-by-reflection.js';
import { judgeResiduals, type KramersKronigVerdict } from './judge-residuals.js';

export interface KramersKronigResult extends KramersKronigVerdict {
  points: number;
  /** Elements R‖C of the model, beside its resistance, inductance and series capacitance. */
  elements: number | null;
  /** Relative to |Z|, in %, in order of the spectrum. */
  real_residual_percent: number[];
  imaginary_residual_percent: number[];
}

const fewestPoints = 11;

/**
 * Whether a spectrum can be that of a linear, causal cell that did not change while it was swept: the linear Kramers-Kronig test.
 * Distinct, positive, ordered frequencies, as `checkSpectrum` gives them.
 *
 * Z = R0 + Σ R_k/(1 + jωτ_k) + jωL + 1/(jωC) is fitted by one linear least squares, weight 1/|Z|, R_k of either sign; over d
 * decades M = round(3(d+1)) elements (at least 4, at most N − 5), τ even in the logarithm from half a decade beyond the highest
 * frequency to half a decade beyond the lowest. Fewer than 11 points or less than a decade: `not_enough_points`.
 *
 * @quantity Kramers-Kronig residual
 * @symbol m, s, ρ
 * @unit %, %, 1
 * @formula m = max(|r'|, |r''|), s = 100√(Σ|r|²/(2N−M−3)), ρ = lag-1 autocorrelation, r = (Z_fit − Z)/|Z|
 * @convention the series capacitance is always in; M follows from the range alone, no search
 * @source Boukamp, J. Electrochem. Soc. 142 (1995) 1885, with a fixed density of elements
 */
export function kramersKronigTest(spectrum: Spectrum): KramersKronigResult {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  let lowest = Infinity;
  let highest = 0;
  for (let i = 0; i < points; i++) {
    lowest = Math.min(lowest, frequency_hertz[i]);
    highest = Math.max(highest, frequency_hertz[i]);
  }
  const decades = Math.log10(highest / lowest);
  if (points < fewestPoints || !(decades >= 1))
    return {
      verdict: 'not_enough_points',
      kind: null,
      message: `${points} points over ${points > 1 ? decades.toFixed(2) : 0} decades, expected ${fewestPoints} or more over a decade or more: nothing is known of its validity`,
      largest_residual_percent: null,
      noise_percent: null,
      autocorrelation: null,
      points,
      elements: null,
      real_residual_percent: [],
      imaginary_residual_percent: [],
    };
  const elements = Math.max(4, Math.min(points - 5, Math.round(3 * (decades + 1))));
  const fastest = 10 ** -0.5 / (2 * Math.PI * highest);
  const slowest = 10 ** 0.5 / (2 * Math.PI * lowest);
  const columns = Array.from({ length: elements + 3 }, () => new Float64Array(2 * points));
  const side = new Float64Array(2 * points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const omega = 2 * Math.PI * frequency_hertz[i];
    const weight = 1 / Math.hypot(real_impedance_ohm[i], imaginary_impedance_ohm[i]);
    weights[i] = weight;
    for (let k = 0; k < elements; k++) {
      const x = omega * fastest * (slowest / fastest) ** (k / (elements - 1));
      columns[k][i] = weight / (1 + x * x);
      columns[k][points + i] = (-weight * x) / (1 + x * x);
    }
    columns[elements][i] = weight;
    columns[elements + 1][points + i] = weight * omega;
    columns[elements + 2][points + i] = -weight / omega;
    side[i] = weight * real_impedance_ohm[i];
    side[points + i] = weight * imaginary_impedance_ohm[i];
  }
  const coefficients = leastSquaresByReflection(
    columns.map((column) => column.slice()),
    side.slice(),
  );
  const residual = side.map((value, row) => {
    let model = 0;
    for (let k = 0; k < columns.length; k++) model += coefficients[k] * columns[k][row];
    return 100 * (model - value);
  });
  const real = residual.slice(0, points);
  const imaginary = residual.slice(points);
  return {
    ...judgeResiduals(real, imaginary, 2 * points - elements - 3),
    points,
    elements,
    real_residual_percent: Array.from(real),
    imaginary_residual_percent: Array.from(imaginary),
  };
}

import type { Spectrum } from '../spectrum.js';
import { chooseRegularisation } from './choose-regularisation.js';
import { relaxationPeaks, type RelaxationPeak } from './relaxation-peaks.js';
import { solveNonNegative } from './solve-non-negative.js';

export interface RelaxationTimes {
  time_constant_second: number[];
  /** γ: resistance per unit of ln τ. Its integral over ln τ is the polarisation resistance. */
  distribution_ohm: number[];
  ohmic_resistance_ohm: number;
  peaks: RelaxationPeak[];
  /** The weight of smoothness, by generalised cross-validation. */
  regularisation: number;
  /** 100·√(Σ|residual|²/2N) of |Z|. */
  residual_percent: number;
}

const perDecade = 8;

/**
 * Distribution of relaxation times: a picture of the time constants in a spectrum, without a circuit. Not negative.
 *
 * Z = R∞ + ∫γ/(1 + jωτ) dln τ + jωL + 1/(jωC) is solved with weight 1/|Z| by Tikhonov's regularisation of the second difference
 * of γ, over 8 time constants a decade from half a decade beyond the highest frequency to half a decade beyond the lowest. A
 * Warburg coefficient that is given is subtracted first: diffusion has no peak of its own. Distinct positive frequencies.
 *
 * @quantity distribution of relaxation times
 * @symbol γ(ln τ)
 * @unit Ω
 * @formula min Σ|Z_fit − Z|²/|Z|² + λ‖Δ²γ‖², γ ≥ 0
 * @convention λ where Σ|r|²/(2N − 1.4·tr H)² is least
 * @source Wahba, SIAM J. Numer. Anal. 14 (1977) 651, for the choice of λ
 */
export function relaxationTimes(
  spectrum: Spectrum,
  { warburg_coefficient_ohm_per_root_second: sigma = 0 }: { warburg_coefficient_ohm_per_root_second?: number } = {},
): RelaxationTimes {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  let fastest = Infinity;
  let slowest = 0;
  for (let i = 0; i < points; i++) {
    fastest = Math.min(fastest, 1 / (2 * Math.PI * frequency_hertz[i]));
    slowest = Math.max(slowest, 1 / (2 * Math.PI * frequency_hertz[i]));
  }
  const places = Math.max(2, Math.round(perDecade * (Math.log10(slowest / fastest) + 1))) + 1;
  const step = (Math.log(slowest / fastest) + Math.LN10) / (places - 1);
  const taus = Array.from({ length: places }, (_, k) => fastest * 10 ** -0.5 * Math.exp(step * k));

  const size = places + 3;
  const columns = Array.from({ length: size }, () => new Float64Array(2 * points));
  const side = new Float64Array(2 * points);
  for (let i = 0; i < points; i++) {
    const omega = 2 * Math.PI * frequency_hertz[i];
    const weight = 1 / Math.hypot(real_impedance_ohm[i], imaginary_impedance_ohm[i]);
    taus.forEach((tau, k) => {
      const x = omega * tau;
      columns[k][i] = weight / (1 + x * x);
      columns[k][points + i] = (-weight * x) / (1 + x * x);
    });
    columns[places][i] = weight;
    columns[places + 1][points + i] = weight * omega;
    columns[places + 2][points + i] = -weight / omega;
    side[i] = weight * (real_impedance_ohm[i] - sigma / Math.sqrt(omega));
    side[points + i] = weight * (imaginary_impedance_ohm[i] + sigma / Math.sqrt(omega));
  }
  // The last two columns have units of their own: to unit norm, so that one tolerance serves all.
  for (const k of [places + 1, places + 2]) {
    const norm = Math.hypot(...columns[k]);
    for (let i = 0; i < 2 * points; i++) columns[k][i] /= norm;
  }
  const gram = new Float64Array(size * size);
  const projected = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    for (let l = 0; l <= k; l++) gram[k * size + l] = gram[l * size + k] = dot(columns[k], columns[l]);
    projected[k] = dot(columns[k], side);
  }
  const roughness = secondDifferences(places, size);
  const regularisation = chooseRegularisation(gram, roughness, projected, dot(side, side), 2 * points);
  const matrix = gram.map((value, at) => value + regularisation * roughness[at]);
  const found = solveNonNegative(matrix, projected);
  let squares = 0;
  for (let i = 0; i < 2 * points; i++) {
    let model = 0;
    for (let k = 0; k < size; k++) model += columns[k][i] * found[k];
    squares += (model - side[i]) ** 2;
  }
  const resistances = found.subarray(0, places);
  return {
    time_constant_second: taus,
    distribution_ohm: Array.from(resistances, (resistance) => resistance / step),
    ohmic_resistance_ohm: found[places],
    peaks: relaxationPeaks(taus, resistances),
    regularisation,
    residual_percent: 100 * Math.sqrt(squares / (2 * points)),
  };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}

/** ‖Δ²γ‖² as a matrix; beyond its ends γ is 0. The columns after `places` are not smoothed. */
function secondDifferences(places: number, size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let centre = 0; centre < places; centre++) {
    const row = [
      [centre - 1, 1],
      [centre, -2],
      [centre + 1, 1],
    ].filter(([k]) => k >= 0 && k < places);
    for (const [k, one] of row) for (const [l, other] of row) matrix[k * size + l] += one * other;
  }
  return matrix;
}

import type { Spectrum } from '../spectrum.js';

/** Half a window of the slope, in decades. */
const halfWindow = 0.2;
const leastAngle = 0.02;

/**
 * How the phase agrees with the slope of the modulus, from which it follows to a good approximation whatever the cell: φ ≈
 * (π/2)·∂ln|Z|/∂ln ω. `ratio` is about 1 where both are in their units, −1 with a flipped sign, 57 with degrees for radians, 1/57
 * with radians for degrees; `correlation` says how far it can be believed. Null where the modulus hardly changes.
 *
 * The frequencies are distinct and falling.
 */
export function phaseAgreement(spectrum: Spectrum): { ratio: number; correlation: number } | null {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const logFrequency = Array.from(frequency_hertz, Math.log10);
  const logModulus = logFrequency.map((_, i) =>
    Math.log10(Math.hypot(real_impedance_ohm[i], imaginary_impedance_ohm[i])),
  );
  let product = 0;
  let own = 0;
  let other = 0;
  let count = 0;
  for (let i = 1; i < points - 1; i++) {
    let from = i - 1;
    let to = i + 1;
    while (from > 0 && logFrequency[from] - logFrequency[i] < halfWindow) from--;
    while (to < points - 1 && logFrequency[i] - logFrequency[to] < halfWindow) to++;
    const slope = (logModulus[to] - logModulus[from]) / (logFrequency[to] - logFrequency[from]);
    const expected = (Math.PI / 2) * slope;
    const phase = Math.atan2(imaginary_impedance_ohm[i], real_impedance_ohm[i]);
    product += phase * expected;
    own += expected * expected;
    other += phase * phase;
    count++;
  }
  if (!(own > count * leastAngle ** 2) || other === 0) return null;
  return { ratio: product / own, correlation: product / Math.sqrt(own * other) };
}

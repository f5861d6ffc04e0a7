import type { Circuit } from '../circuit/circuit.js';
import { circuitImpedance } from '../circuit/circuit-impedance.js';
import type { Spectrum } from '../spectrum.js';
import type { CircuitFit } from './circuit-fit.js';

type ComparedFit = Pick<CircuitFit, 'circuit_id' | 'raw_parameters' | 'residual_percent'>;

/**
 * Whether a spectrum tells two circuits apart: their fits must differ by more than the noise somewhere. Where they do not, a
 * change of circuit would look like a step in R_ct, so their results share no trend.
 *
 * `largest_difference_percent` is max|Z_a − Z_b|/|Z|, `noise_percent` what the better fit leaves. `better` is null where they are
 * not told apart.
 *
 * @quantity largest difference of two fits
 * @symbol d
 * @unit %
 * @formula d = 100·max|Z_a − Z_b|/|Z| > 100·√(SSE/(2N−p))
 * @convention noise per component, of the better of the two
 * @source project convention, checked by simulation
 */
export function compareCircuits(
  spectrum: Spectrum,
  one: { circuit: Circuit; fit: ComparedFit },
  other: { circuit: Circuit; fit: ComparedFit },
): { told_apart: boolean; better: string | null; largest_difference_percent: number; noise_percent: number } {
  const [a, b] = [one, other].map(({ circuit, fit }) =>
    circuitImpedance(circuit, fit.raw_parameters, spectrum.frequency_hertz),
  );
  let largest = 0;
  for (let i = 0; i < spectrum.frequency_hertz.length; i++) {
    const real = a.real_impedance_ohm[i] - b.real_impedance_ohm[i];
    const imaginary = a.imaginary_impedance_ohm[i] - b.imaginary_impedance_ohm[i];
    const modulus = Math.hypot(spectrum.real_impedance_ohm[i], spectrum.imaginary_impedance_ohm[i]);
    largest = Math.max(largest, Math.hypot(real, imaginary) / modulus);
  }
  const [better] = [one.fit, other.fit].sort((first, second) => first.residual_percent - second.residual_percent);
  const told_apart = 100 * largest > better.residual_percent;
  return {
    told_apart,
    better: told_apart ? better.circuit_id : null,
    largest_difference_percent: 100 * largest,
    noise_percent: better.residual_percent,
  };
}

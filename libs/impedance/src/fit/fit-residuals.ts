import type { Circuit } from '../circuit/circuit.js';
import { circuitImpedance } from '../circuit/circuit-impedance.js';
import type { Spectrum } from '../spectrum.js';

export interface SpectrumResiduals {
  frequency_hertz: number[];
  real_residual_percent: number[];
  imaginary_residual_percent: number[];
}

/**
 * What a circuit leaves of a spectrum, point by point.
 *
 * @quantity residual of a fit
 * @symbol r', r''
 * @unit %
 * @formula r = 100·(Z_fit − Z)/|Z|
 * @convention relative to the measured modulus, as in the Kramers-Kronig test
 * @source project convention
 */
export function fitResiduals(circuit: Circuit, parameters: ArrayLike<number>, spectrum: Spectrum): SpectrumResiduals {
  const { frequency_hertz, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary } = spectrum;
  const model = circuitImpedance(circuit, parameters, frequency_hertz);
  const left = (fitted: ArrayLike<number>, measured: ArrayLike<number>) =>
    Array.from(fitted, (value, i) => (100 * (value - measured[i])) / Math.hypot(real[i], imaginary[i]));
  return {
    frequency_hertz: Array.from(frequency_hertz),
    real_residual_percent: left(model.real_impedance_ohm, real),
    imaginary_residual_percent: left(model.imaginary_impedance_ohm, imaginary),
  };
}

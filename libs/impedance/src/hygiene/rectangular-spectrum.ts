import type { Spectrum } from '../spectrum.js';

/**
 * A spectrum from modulus in Ω and phase. Throws a RangeError where the phase says of itself that it is not in the unit stated:
 * radians beyond 2π.
 *
 * @quantity impedance
 * @symbol Z
 * @unit Ω
 * @formula Z' = |Z|cos φ, Z'' = |Z|sin φ
 * @convention φ negative where capacitive
 * @source definition
 */
export function rectangularSpectrum(polar: {
  frequency_hertz: ArrayLike<number>;
  impedance_modulus_ohm: ArrayLike<number>;
  phase: ArrayLike<number>;
  phase_unit: 'degree' | 'radian';
}): Spectrum {
  const { frequency_hertz, impedance_modulus_ohm, phase, phase_unit } = polar;
  let largest = 0;
  for (let i = 0; i < phase.length; i++) largest = Math.max(largest, Math.abs(phase[i]));
  if (phase_unit === 'radian' && largest > 2 * Math.PI)
    throw new RangeError(`phase: got ${largest} radians, expected 2π or less; is the column in degrees?`);
  const angle = (i: number) => (phase_unit === 'degree' ? (phase[i] * Math.PI) / 180 : phase[i]);
  return {
    frequency_hertz,
    real_impedance_ohm: Float64Array.from(impedance_modulus_ohm, (modulus, i) => modulus * Math.cos(angle(i))),
    imaginary_impedance_ohm: Float64Array.from(impedance_modulus_ohm, (modulus, i) => modulus * Math.sin(angle(i))),
  };
}

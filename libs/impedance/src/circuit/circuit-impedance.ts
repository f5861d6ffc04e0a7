import type { Circuit } from './circuit.js';
import { createEvaluator } from './create-evaluator.js';
import { frequencyGrid } from './frequency-grid.js';

/**
 * Impedance of a circuit at given frequencies, in Ω, with its derivatives by the scaled parameters.
 *
 * `parameters` are in the order of `circuit.parameters` and in their units. Derivative column k is ∂Z/∂ln p_k, for a CPE's exponent
 * ∂Z/∂u with n = ½ + ½/(1 + e^-u). Throws a RangeError where the number of parameters is not the circuit's.
 *
 * @quantity impedance
 * @symbol Z
 * @unit Ω
 * @formula series ΣZ_b, parallel 1/Σ(1/Z_b); elements: see `elements`
 * @convention imaginary part negative where capacitive
 * @source Barsoukov and Macdonald, Impedance Spectroscopy, chapter 1
 */
export function circuitImpedance(
  circuit: Circuit,
  parameters: ArrayLike<number>,
  frequency_hertz: ArrayLike<number>,
): {
  real_impedance_ohm: Float64Array;
  imaginary_impedance_ohm: Float64Array;
  derivatives: { real: Float64Array; imaginary: Float64Array }[];
} {
  if (parameters.length !== circuit.parameters.length) {
    const names = circuit.parameters.map(({ name }) => name).join(', ');
    throw new RangeError(`circuit ${circuit.id}: got ${parameters.length} parameters, expected ${names}`);
  }
  const evaluator = createEvaluator(circuit, frequencyGrid(frequency_hertz));
  evaluator.evaluate(Float64Array.from(parameters));
  return {
    real_impedance_ohm: evaluator.re,
    imaginary_impedance_ohm: evaluator.im,
    derivatives: evaluator.slopeRe.map((real, k) => ({ real, imaginary: evaluator.slopeIm[k] })),
  };
}

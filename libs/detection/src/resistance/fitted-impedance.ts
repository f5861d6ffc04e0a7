import type { ResistanceEstimate } from '@cellwatch/events';
import { circuitImpedance, circuitOf } from '@cellwatch/impedance';

/** |Z| of the fitted circuit at a frequency, in Ω; null where the spectrum does not reach down to it. */
export function fittedImpedance(estimate: ResistanceEstimate, frequency_hertz: number): number | null {
  const { circuit_id, raw_parameters, frequency_minimum_hertz } = estimate;
  // A sweep's frequencies are rounded differently by each instrument.
  if (frequency_minimum_hertz === null || frequency_minimum_hertz > 1.05 * frequency_hertz) return null;
  const circuit = circuitOf(circuit_id);
  if (raw_parameters.length !== circuit.parameters.length) return null;
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(circuit, raw_parameters, [frequency_hertz]);
  return Math.hypot(real_impedance_ohm[0], imaginary_impedance_ohm[0]);
}

import type { CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import { circuitOf } from '../circuit/named-circuit.js';
import { compareCircuits } from '../fit/compare-circuits.js';

/**
 * Whether a spectrum tells the circuits of two estimates apart, as `compareCircuits` decides; null where one of the two has no fit
 * to compare. Where it is false, the fits are equally good, and a change from one circuit to the other would fake a step.
 */
export function toldApart(spectrum: CellSpectrum, one: ResistanceEstimate, other: ResistanceEstimate): boolean | null {
  const [a, b] = [one, other].map(({ circuit_id, raw_parameters, residual_percent }) =>
    raw_parameters.length === 0 || residual_percent === null
      ? null
      : { circuit: circuitOf(circuit_id), fit: { circuit_id, raw_parameters, residual_percent } },
  );
  if (!a || !b) return null;
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const places = frequency_hertz
    .map((_, at) => at)
    .filter((at) => frequency_hertz[at] > 0 && Math.hypot(real_impedance_ohm[at], imaginary_impedance_ohm[at]) > 0);
  const of = (column: number[]) => places.map((at) => column[at]);
  const points = {
    frequency_hertz: of(frequency_hertz),
    real_impedance_ohm: of(real_impedance_ohm),
    imaginary_impedance_ohm: of(imaginary_impedance_ohm),
  };
  return compareCircuits(points, a, b).told_apart;
}

import type { Circuit } from '../circuit/circuit.js';
import type { Spectrum } from '../spectrum.js';

/**
 * A first guess for a circuit whose parts have no declared meaning: the resistance that the spectrum spans shared among its
 * resistances, the time constants of its capacities spread evenly over the measured frequencies, in the order of the notation.
 */
export function spreadParameters(circuit: Circuit, spectrum: Spectrum): Float64Array {
  const { frequency_hertz, real_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const highest = 2 * Math.PI * frequency_hertz[0];
  const lowest = 2 * Math.PI * frequency_hertz[points - 1];
  let least = Infinity;
  let most = 0;
  for (let i = 0; i < points; i++) {
    least = Math.min(least, Math.abs(real_impedance_ohm[i]));
    most = Math.max(most, Math.abs(real_impedance_ohm[i]));
  }
  const resistances = circuit.parameters.filter(({ unit }) => unit === 'Ω').length;
  const resistance = Math.max((most - least) / Math.max(1, resistances - 1), 1e-3);
  const isCapacity = (unit: string) => unit.startsWith('F');
  const capacities = circuit.parameters.filter(({ unit }) => isCapacity(unit)).length;
  let placed = 0;
  let ohmic = true;
  return Float64Array.from(circuit.parameters, ({ unit }) => {
    if (unit === 'Ω') {
      const value = ohmic ? Math.max(least, 1e-3) : resistance;
      ohmic = false;
      return value;
    }
    if (isCapacity(unit)) return 1 / (highest * (lowest / highest) ** (++placed / (capacities + 1))) / resistance;
    if (unit === 's') return 1 / lowest;
    if (unit === 'H') return 1e-8;
    return unit === '' ? 0.85 : 0.3 * resistance * Math.sqrt(lowest);
  });
}

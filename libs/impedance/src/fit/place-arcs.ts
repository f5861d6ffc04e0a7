import type { Arc, Circuit, CircuitRoles } from '../circuit/circuit.js';
import { factorise, solveFactorised } from '../numeric/cholesky.js';
import type { Spectrum } from '../spectrum.js';
import { placeDiffusion } from './place-diffusion.js';

const exponent = 0.85;
const places = 14;

/**
 * More guesses, which noise does not mislead: over a grid of time constants the circuit is linear in its resistances and its
 * Warburg coefficient, so the best places of its arcs are found by small linear least squares, with modulus weights. Parts that
 * come out negative are left out. Gives the best place and the best that is not beside it; where the circuit is another with its
 * arcs exchanged, also the best so exchanged. Empty where no place explains the spectrum with positive resistances.
 */
export function placeArcs(circuit: Circuit & { roles: CircuitRoles }, spectrum: Spectrum): Float64Array[] {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const { roles } = circuit;
  const fastest = 1 / (2 * Math.PI * frequency_hertz[0]);
  const slowest = 1 / (2 * Math.PI * frequency_hertz[points - 1]);
  const taus = Array.from({ length: places }, (_, k) => fastest * (slowest / fastest) ** ((k + 0.5) / places));

  // Columns: arcs, then resistance, Warburg, series capacitance, inductance; then the measured impedance.
  const [resistor, warburg, capacitor, inductor, measured] = [0, 1, 2, 3, 4].map((offset) => places + offset);
  const width = places + 5;
  const columns = Array.from({ length: width }, () => new Float64Array(2 * points));
  for (let i = 0; i < points; i++) {
    const weight = 1 / Math.hypot(real_impedance_ohm[i], imaginary_impedance_ohm[i]);
    const omega = 2 * Math.PI * frequency_hertz[i];
    const set = (column: number, real: number, imaginary: number) => {
      columns[column][2 * i] = weight * real;
      columns[column][2 * i + 1] = weight * imaginary;
    };
    taus.forEach((tau, k) => {
      const power = (omega * tau) ** exponent;
      const real = 1 + power * Math.cos((exponent * Math.PI) / 2);
      const imaginary = power * Math.sin((exponent * Math.PI) / 2);
      set(k, real / (real ** 2 + imaginary ** 2), -imaginary / (real ** 2 + imaginary ** 2));
    });
    set(resistor, 1, 0);
    set(warburg, 1 / Math.sqrt(omega), -1 / Math.sqrt(omega));
    set(capacitor, 0, -1 / omega);
    set(inductor, 0, omega);
    set(measured, real_impedance_ohm[i], imaginary_impedance_ohm[i]);
  }
  const gram = new Float64Array(width * width);
  for (let k = 0; k < width; k++)
    for (let l = 0; l <= k; l++) {
      let sum = 0;
      for (let i = 0; i < 2 * points; i++) sum += columns[k][i] * columns[l][i];
      gram[k * width + l] = gram[l * width + k] = sum;
    }

  const common = roles.diffusion ? [resistor, warburg] : [resistor];
  if (roles.diffusion?.kind === 'Wo') common.push(capacitor);
  if (roles.inductance !== null) common.push(inductor);
  const found: Placed[] = [];
  for (let fast = 0; fast < places; fast++)
    for (let slow = fast + 1; slow < (roles.arcs.length === 2 ? places : fast + 2); slow++) {
      const arcs = roles.arcs.length === 2 ? [fast, slow] : [fast];
      const solved = solvePositive([...arcs, ...common], gram, width);
      if (solved && arcs.every((arc) => solved.chosen.includes(arc))) found.push(solved);
    }
  found.sort((one, other) => other.gain - one.gain);
  const apart = (one: Placed, other: Placed) =>
    roles.arcs.some((_, i) => Math.abs(one.chosen[i] - other.chosen[i]) > 1);
  const [best] = found;
  const second = best && found.find((place) => apart(place, best));
  return [
    ...[best, second].filter((place) => place !== undefined).map((place) => guessOf(place, roles.arcs)),
    ...(best && !roles.interchangeable ? [guessOf(best, roles.arcs.toReversed())] : []),
  ];

  function guessOf({ chosen, values }: Placed, arcs: Arc[]): Float64Array {
    const valueOf = (column: number, otherwise: number) => {
      const at = chosen.indexOf(column);
      return at < 0 ? otherwise : values[at];
    };
    const parameters = new Float64Array(circuit.parameters.length);
    parameters[roles.ohmic] = valueOf(resistor, 1e-2 * values[0]);
    arcs.forEach((arc, i) => {
      parameters[arc.resistance] = values[i];
      parameters[arc.q] = taus[chosen[i]] ** exponent / values[i];
      parameters[arc.n] = exponent;
    });
    const sigma = valueOf(warburg, 1e-2 * values[0] * Math.sqrt(1 / slowest));
    if (roles.diffusion) {
      const capacitance = valueOf(capacitor, 1e-9);
      const longest = 10 * slowest;
      placeDiffusion(parameters, roles.diffusion, sigma, Math.min(2 * (sigma / capacitance) ** 2, longest));
    }
    if (roles.inductance !== null) parameters[roles.inductance] = valueOf(inductor, 1e-9);
    return parameters;
  }
}

interface Placed {
  chosen: number[];
  values: Float64Array;
  /** What it explains of the weighted squares. */
  gain: number;
}

/** Least squares of the last column on the chosen ones, without those that would be negative; `gain` is what they explain. */
function solvePositive(chosen: number[], gram: Float64Array, width: number): Placed | null {
  for (let columns = chosen; columns.length > 0;) {
    const size = columns.length;
    const normal = Float64Array.from({ length: size * size }, (_, at) => {
      return gram[columns[Math.floor(at / size)] * width + columns[at % size]];
    });
    const values = Float64Array.from(columns, (column) => gram[column * width + width - 1]);
    const side = values.slice();
    if (!factorise(normal, size)) return null;
    solveFactorised(normal, size, values);
    if (values.every((value) => value > 0))
      return { chosen: columns, values, gain: values.reduce((sum, value, k) => sum + value * side[k], 0) };
    const least = values.indexOf(Math.min(...values));
    columns = columns.filter((_, k) => k !== least);
  }
  return null;
}

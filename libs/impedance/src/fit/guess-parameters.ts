import type { Circuit, CircuitRoles } from '../circuit/circuit.js';
import { leastLine } from '../numeric/least-line.js';
import type { Spectrum } from '../spectrum.js';
import { placeDiffusion } from './place-diffusion.js';

const exponent = 0.85;
/** Between two arcs, where one of them is not seen. */
const apart = 30;

/**
 * A first guess of a circuit's parameters, where their meaning is known, from the shape of the spectrum, which is in falling order of frequency.
 *
 * R1 = Z' at the first capacitive point; σ0 = slope of Z' over ω^-½ in the lowest decade; with that Warburg subtracted, the two
 * highest local maxima y of −Z'' give R = 2y/tan(nπ/4) at n = 0.85, τ = 1/ω, Q = τ^n/R. An arc that is not seen gets what is left
 * of the resistance, or a tenth of it, at a time constant 30 × apart.
 */
export function guessParameters(circuit: Circuit & { roles: CircuitRoles }, spectrum: Spectrum): Float64Array {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const omega = (i: number) => 2 * Math.PI * frequency_hertz[i];
  const inverseRoot = (i: number) => 1 / Math.sqrt(omega(i));
  let capacitive = 0;
  while (capacitive < points - 1 && !(imaginary_impedance_ohm[capacitive] < 0)) capacitive++;

  let decade = points - 1;
  while (decade > 0 && frequency_hertz[decade - 1] <= 10.000001 * frequency_hertz[points - 1]) decade--;
  const line = leastLine(inverseRoot, (i) => real_impedance_ohm[i], Math.min(decade, points - 2), points);
  const smallest = 1e-3 * Math.abs(real_impedance_ohm[points - 1]) * Math.sqrt(omega(points - 1));
  const sigma = line.slope > smallest ? line.slope : smallest;

  const ohmic = Math.max(real_impedance_ohm[capacitive], 1e-3);
  const height = (i: number) => -imaginary_impedance_ohm[i] - sigma * inverseRoot(i);
  const seen: { resistance: number; tau: number }[] = [];
  for (let i = Math.max(1, capacitive); i < points - 1; i++)
    if (height(i) > 0 && height(i) > height(i - 1) && height(i) >= height(i + 1))
      seen.push({ resistance: (2 * height(i)) / Math.tan((exponent * Math.PI) / 4), tau: 1 / omega(i) });
  seen.sort((one, other) => other.resistance - one.resistance);
  const wanted = circuit.roles.arcs.length;
  const arcs = seen.slice(0, wanted);

  const last = real_impedance_ohm[points - 1] - sigma * inverseRoot(points - 1);
  const total = Math.max(last - ohmic, 0.05 * ohmic, 1e-3);
  const middle = 1 / Math.sqrt(omega(0) * omega(points - 1));
  if (arcs.length === 0) arcs.push({ resistance: total / wanted, tau: middle / (wanted === 2 ? Math.sqrt(apart) : 1) });
  if (arcs.length < wanted) {
    const [{ resistance, tau }] = arcs;
    arcs.push({
      resistance: Math.max(total - resistance, 0.1 * total),
      tau: tau < middle ? tau * apart : tau / apart,
    });
  }
  arcs.sort((one, other) => one.tau - other.tau);

  const parameters = new Float64Array(circuit.parameters.length);
  const { diffusion, inductance } = circuit.roles;
  parameters[circuit.roles.ohmic] = ohmic;
  circuit.roles.arcs.forEach((arc, i) => {
    parameters[arc.resistance] = arcs[i].resistance;
    parameters[arc.q] = arcs[i].tau ** exponent / arcs[i].resistance;
    parameters[arc.n] = exponent;
  });
  const capacitance = -1 / (omega(points - 1) * Math.min(imaginary_impedance_ohm[points - 1], -1e-6));
  if (diffusion) placeDiffusion(parameters, diffusion, sigma, 2 * (capacitance * sigma) ** 2);
  if (inductance !== null) parameters[inductance] = Math.max(imaginary_impedance_ohm[0] / omega(0), 1e-8);
  return parameters;
}

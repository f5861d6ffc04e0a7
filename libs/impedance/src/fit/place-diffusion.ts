import type { CircuitRoles } from '../circuit/circuit.js';

/** Of an element in place of a Warburg's, which would have ½: away from its bound, so that the fit can move. */
const exponent = 0.6;

/** Writes a first guess of diffusion into `parameters`, as the circuit has it: its σ, and where it has an end, its time constant. */
export function placeDiffusion(
  parameters: Float64Array,
  { kind, first }: NonNullable<CircuitRoles['diffusion']>,
  sigma: number,
  time_constant_second: number,
): void {
  if (kind === 'W') parameters[first] = sigma;
  if (kind === 'Wo') {
    parameters[first] = sigma * Math.sqrt(2 * time_constant_second);
    parameters[first + 1] = time_constant_second;
  }
  if (kind === 'CPE') {
    parameters[first] = 1 / (sigma * Math.SQRT2);
    parameters[first + 1] = exponent;
  }
}

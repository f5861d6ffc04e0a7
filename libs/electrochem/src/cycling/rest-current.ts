import type { CyclingState } from './state.js';

/**
 * The magnitude from which a current is a load: 0.2 % of 1C, three deviations of the current while resting, two of its least
 * steps, whichever is greatest. Cells differ by a factor of 10⁴, so no fixed limit serves.
 */
export function restCurrent(state: CyclingState): number {
  const { one_c_ampere, life, rest_deviation_ampere, current_step_ampere, current_steps } = state;
  const oneC = one_c_ampere ?? life.largest_half_ah;
  const resolution = current_steps >= 10 ? (current_step_ampere ?? 0) : 0;
  return Math.max(0.002 * oneC, 3 * rest_deviation_ampere, 2 * resolution);
}

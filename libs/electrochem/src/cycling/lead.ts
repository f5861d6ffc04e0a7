import { halfFrom } from './half-from.js';
import { openHalf } from './run.js';
import type { CyclingState, Half } from './state.js';

/** Leading steps that passed less than this share of what follows belong to no half. */
const leadShare = 0.01;

/**
 * The charge at which the running step makes what its half passed before a mere lead; null where it cannot. Only in the first
 * half of a life of unknown size: with a nominal capacity a lead opens no half.
 */
export function leadTurn(state: CyclingState): number | null {
  const { nominal_capacity_ah, cycle, step, life } = state;
  if (nominal_capacity_ah !== null || life.largest_half_ah > 0 || !cycle || (cycle.first && cycle.second)) return null;
  const half = openHalf(state) as Half;
  return half.capacity_ah > 0 && half.direction === step!.direction ? half.capacity_ah / leadShare : null;
}

/** Forgets what came before the first real step of a half. Its key stays: it is told already. */
export function dropLead(state: CyclingState, half: Half): void {
  const { clock_source, cycle_count } = halfFrom(state);
  Object.assign(half, { clock_source, cycle_count, incomplete: false, flags: [] });
  Object.assign(half, { capacity_ah: 0, energy_wh: 0, opposite_capacity_ah: 0, opposite_energy_wh: 0 });
  Object.assign(half, { constant_voltage_ah: 0, main_capacity_ah: 0, main_current_ampere: 0 });
  Object.assign(half, { edge: null, rest: null, peaks: null, load_steps: 0, pulse_steps: 0, rests: 0 });
}

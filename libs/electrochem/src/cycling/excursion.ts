import { completeCycle } from './complete-cycle.js';
import { firstDirection } from './first-direction.js';
import { halfFrom } from './half-from.js';
import { flagHalf, openHalf, type Run } from './run.js';
import type { CyclingState, Excursion, Half } from './state.js';

/** Of the largest half so far: what must have gone back before a half ends. */
const share = 0.05;
/** Of the nominal capacity: less is no half. */
export const nominalShare = 0.01;

/** An excursion that begins with the running step. */
export function beginExcursion(state: CyclingState, apart: boolean): Excursion {
  return { half: halfFrom(state), net_ah: 0, threshold_ah: threshold(state), notable: false, apart };
}

/** The excursion is the next half: it ends a cycle unless it is the second half of the one that is open. */
export function establish(run: Run): void {
  const { state } = run;
  const { half, apart } = state.excursion as NonNullable<CyclingState['excursion']>;
  state.excursion = null;
  const first = half.direction === firstDirection(state.facts);
  if (state.cycle && !first && !apart) {
    state.cycle.second = half;
    return;
  }
  if (state.cycle) completeCycle(run, state.cycle, half);
  const number = state.life.next_cycle_count ?? (first ? 1 : 0);
  state.life.next_cycle_count = number + 1;
  state.cycle = { derived_cycle_count: number, first: first ? half : null, second: first ? null : half };
}

/** The excursion came to nothing: what it passed is the half's. */
export function mergeBack({ state }: Run): void {
  const { half: from, apart, notable } = state.excursion as NonNullable<CyclingState['excursion']>;
  const to = openHalf(state) as Half;
  state.excursion = null;
  to.capacity_ah += apart ? from.capacity_ah : from.opposite_capacity_ah;
  to.energy_wh += apart ? from.energy_wh : from.opposite_energy_wh;
  to.opposite_capacity_ah += apart ? from.opposite_capacity_ah : from.capacity_ah;
  to.opposite_energy_wh += apart ? from.opposite_energy_wh : from.energy_wh;
  if (apart) {
    const { end_voltage_volt, end_status, end_at_constant_voltage, maccor } = from;
    Object.assign(to, { end_voltage_volt, end_status, end_at_constant_voltage, maccor });
  }
  const { last_test_id, last_record_index, last_unix_time_second, last_test_time_second } = from;
  Object.assign(to, { last_test_id, last_record_index, last_unix_time_second, last_test_time_second });
  to.incomplete ||= from.incomplete;
  to.rest = from.rest ?? to.rest;
  to.load_steps += from.load_steps;
  to.pulse_steps += from.pulse_steps;
  to.rests += from.rests;
  for (const name of from.flags) flagHalf(to, name);
  if (notable) flagHalf(to, 'merged');
}

function threshold({ life, cycle, nominal_capacity_ah }: CyclingState): number {
  const largest = Math.max(life.largest_half_ah, cycle?.first?.capacity_ah ?? 0, cycle?.second?.capacity_ah ?? 0);
  return Math.max(share * largest, nominalShare * (nominal_capacity_ah ?? 0));
}

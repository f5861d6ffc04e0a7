import type { CellFacts, CycleFlag } from '@cellwatch/events';
import { edgeResistanceOf } from './edge.js';
import { addStep } from './half-cycles.js';
import { flag, type Run } from './run.js';
import type { CyclingState, Step } from './state.js';
import { stepPeaks } from './step-peaks.js';
import { heldCurrent, isHeld, passedCapacity, passedEnergy } from './step-statistics.js';
import { stepKind } from './step-kind.js';

/** Volts beyond a declared limit that are only polarisation. */
const windowMargin = 0.1;

/** Closes the running step: settles what it passed, checks the counter against the trapezoid, and gives it to its owner. */
export function closeStep(run: Run): void {
  const { state } = run;
  const { step, last } = state;
  if (!step || !last) return;
  run.watch?.closing(state);
  if (step.direction === 0) {
    if (step.records >= 10) state.rest_deviation_ampere = deviation(step);
    if (state.rest && step.edge) {
      state.rest.edge = edgeResistanceOf(step.edge);
      state.rest.volt_1s = step.edge.volts[1] ?? null;
      state.rest.volt_10s = step.edge.volts[2] ?? null;
    }
    state.step = null;
    return;
  }
  const kind = stepKind(state, step, last);
  const coarse = isCoarse(step, last.test_time_second, last.step_time_second);
  const held = isHeld(step, last.test_time_second, last.current_ampere);
  let capacity_ah = passedCapacity(step);
  let energy_wh = passedEnergy(step, last.voltage_volt);
  if (coarse) {
    flag(run, 'pulse_unresolved');
    if (!step.counter_valid) capacity_ah = energy_wh = 0;
  }
  if (step.counter_valid && capacity_ah > 0) flag(run, 'counter_used');
  const verdict = coarse ? null : crossCheck(state, step, kind);
  if (verdict) flag(run, verdict);
  checkSign(run, step, kind, last.voltage_volt, last.test_time_second);
  if (isTurned(state.facts, step.first_voltage_volt) && isTurned(state.facts, last.voltage_volt))
    flag(run, 'polarity_suspect');
  const heldShare = held && step.integral_ah > 0 ? 1 - step.hold_from_ah / step.integral_ah : 0;
  addStep(run, {
    direction: step.direction,
    capacity_ah,
    energy_wh,
    constant_voltage_ah: capacity_ah * heldShare,
    current_ampere: heldCurrent(step, last.test_time_second, last.current_ampere),
    ended_at_constant_voltage: held,
    duration_second: last.test_time_second - step.first_test_time_second,
    kind,
    edge: edgeResistanceOf(step.edge),
    peaks: stepPeaks(state, step, kind, capacity_ah),
  });
  state.step = null;
  state.turn_at_ah = null;
}

/** A short step under load whose records do not show its shape: the trapezoid may be off by a factor, only a counter counts. */
export function isCoarse(step: Step, last_test_time_second: number, step_time_second: number | null): boolean {
  const spanned = last_test_time_second - step.first_test_time_second;
  const lasted = Math.max(step_time_second ?? spanned, spanned);
  if (lasted > 60 || (step.records === 1 && lasted === 0)) return false;
  return step.records < 5 || spanned < 0.8 * lasted || step.rough;
}

/** Outside the declared window as it is, and inside it with its sign turned: the leads are swapped. */
function isTurned({ lower_voltage_limit_volt: lower, upper_voltage_limit_volt: upper }: CellFacts, volt: number) {
  if (lower === undefined || upper === undefined) return false;
  const inside = (value: number) => value > lower - windowMargin && value < upper + windowMargin;
  return !inside(volt) && inside(-volt);
}

function crossCheck(state: CyclingState, step: Step, kind: string): CycleFlag | null {
  const { current_steps, current_step_ampere, counter_steps, counter_step_ah } = state;
  const mean = step.base_current_ampere + step.current_sum / step.records;
  if (kind !== 'CV' && kind !== 'CCCV' && current_steps >= 10 && (current_step_ampere ?? 0) > 0.01 * mean)
    return 'current_resolution';
  if (!step.counter_valid || step.counter_ah <= 0) return null;
  const difference = Math.abs(step.integral_ah - step.counter_ah);
  const limit = kind === 'CC' ? 0.01 : 0.04;
  const printed = counter_steps >= 10 ? 2 * (counter_step_ah ?? 0) : 0;
  return difference > limit * step.counter_ah && difference > printed ? 'counter_mismatch' : null;
}

/** Where current flows long and evenly, the voltage goes with it. */
function checkSign(run: Run, step: Step, kind: string, voltage: number, time: number): void {
  const { state } = run;
  if (kind !== 'CC' || time - step.first_test_time_second < 600) return;
  state.long_steps++;
  if ((voltage - step.first_voltage_volt) * step.direction > 0) state.long_steps_in_sign++;
  if (state.long_steps >= 3 && state.long_steps_in_sign < 0.9 * state.long_steps) flag(run, 'sign_suspect');
}

function deviation({ current_sum, current_square_sum, records }: Step): number {
  return Math.sqrt(Math.max(0, current_square_sum - current_sum ** 2 / records) / (records - 1));
}

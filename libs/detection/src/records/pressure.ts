import { topics } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { firstDirectionOf } from './first-direction-of.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';

/** Phases that a half is cut into, by the charge that it has passed. */
const phasesPerHalf = 8;
const followWeight = 1 / 4;
const rateSecond = 60;
const longestGapSecond = 600;
/** Seconds after a test began: the cell is still being clamped. */
const clampSecond = 900;

export const pressureRule: Rule = {
  code: 'PRESS',
  version: 1,
  topic: topics.records,
  severities: ['warning', 'critical'],
  title: 'Pressure off its set point',
  description:
    'When a cycle begins, the stack pressure is more than 5 % (warning) or 10 % (critical) off the declared set point; or at any phase of a cycle so far off what it was at the same phase before; or it changes by more than 1 MPa in a minute.',
  likely_cause: 'The rig leaks, has settled or was moved; a cell at less pressure loses contact.',
  look_alikes: [
    'Breathing of silicon in a rig of fixed gap: the pressure follows the charge, so equal phases are compared.',
    'A pressure that was changed on purpose: declare the new set point.',
    'A warmer chamber: the rig expands.',
  ],
  limits: [
    { name: 'warning_share', unit: '1', default: 0.05, minimum: 0.005, maximum: 1, description: 'Of the set point.' },
    { name: 'critical_share', unit: '1', default: 0.1, minimum: 0.01, maximum: 2, description: 'Of the set point.' },
    {
      name: 'rate_pa_per_minute',
      unit: 'Pa/min',
      default: 1e6,
      minimum: 1e4,
      maximum: 1e8,
      description: 'Change within a minute, either way.',
    },
  ],
};

export interface PressureState {
  test_id: string;
  /** Mean pressure in Pa at each phase of charge, then of discharge, in the cycles before. */
  phases: (number | null)[];
  /** Ah of the last charge and discharge, by which the next is cut into phases. */
  charge_ah: number;
  discharge_ah: number;
  /** The half that is running, and how much it is expected to pass. */
  half: { first_record_index: number; direction: 1 | -1; size_ah: number; passed_ah: number } | null;
  /** Its running phase, by its place in `phases`. */
  phase: { at: number; sum_pa: number; count: number } | null;
  anchor: { second: number; pa: number } | null;
}

/**
 * PRESS: the stack pressure is not what was declared, or not what it was.
 *
 * Signature: mean pressure over an eighth of a half-cycle, against the same eighth of the cycles before, for silicon breathes: in a rig of
 * fixed gap the pressure rises with the charge. Against the set point only the phase that opens a cycle is held.
 * Threshold: see `limits`. A unit is one such phase, and one change within a minute that is too fast.
 * Quiet: without a declared set point only the rate is judged; the first 15 minutes of a test; 15 minutes after the set point of the
 * temperature changed; the first cycle has nothing to be compared with but the set point.
 * Look-alikes: breathing, temperature, a set point that was changed on purpose.
 * Source: 40 MPa ± 5 % and ± 10 % are this project's.
 */
export const pressure: RecordDetector<PressureState> = {
  rule: pressureRule,
  initial: () => ({
    test_id: '',
    phases: new Array<null>(2 * phasesPerHalf).fill(null),
    charge_ah: 0,
    discharge_ah: 0,
    half: null,
    phase: null,
    anchor: null,
  }),
  added(state, look, limits, from, to) {
    const { columns, cycling, step, running } = look;
    const { applied_pressure } = columns;
    if (!applied_pressure) return;
    const { test_id } = cycling.test!;
    if (state.test_id !== test_id) Object.assign(state, { test_id, anchor: null, half: null, phase: null });
    const { test_time_second } = columns.values;
    const along = running !== null && step.direction !== 0 && running.half.direction === step.direction;
    if (along && state.half?.first_record_index !== running.half.first_record_index)
      beginHalf(state, look, limits, from);
    const began = running?.half.capacity_ah ?? 0;
    for (let row = from; row < to; row++) {
      const pa = applied_pressure[row];
      if (pa !== pa) continue;
      const second = test_time_second[row];
      const muted = second < look.muted_until_second || second < clampSecond;
      if (!state.anchor || second < state.anchor.second || second - state.anchor.second > longestGapSecond || muted)
        state.anchor = { second, pa };
      else if (second - state.anchor.second >= rateSecond) {
        const perMinute = ((pa - state.anchor.pa) * 60) / (second - state.anchor.second);
        if (Math.abs(perMinute) > limits.rate_pa_per_minute) look.judge(row, tooFast(perMinute, limits));
        state.anchor = { second, pa };
      }
      const { half } = state;
      if (!along || !half || !(half.size_ah > 0)) continue;
      half.passed_ah = began + columns.passed[row];
      const share = Math.min(phasesPerHalf - 1, Math.floor((phasesPerHalf * half.passed_ah) / half.size_ah));
      const at = share + (half.direction === 1 ? 0 : phasesPerHalf);
      if (state.phase?.at !== at) {
        endPhase(state, look, limits, row, muted);
        state.phase = { at, sum_pa: 0, count: 0 };
      }
      state.phase!.sum_pa += pa;
      state.phase!.count++;
    }
  },
};

/** Another half than the last runs: what that passed is expected of the next. */
function beginHalf(state: PressureState, look: Look, limits: Limits, row: number): void {
  const { cycling, running, step, columns } = look;
  const { nominal_capacity_ah, life } = cycling;
  const reference_ah = nominal_capacity_ah ?? life.largest_half_ah;
  const { half: before } = state;
  endPhase(state, look, limits, row, columns.values.test_time_second[row] < look.muted_until_second);
  if (before && before.passed_ah > 0.05 * reference_ah)
    state[before.direction === 1 ? 'charge_ah' : 'discharge_ah'] = before.passed_ah;
  const direction = step.direction as 1 | -1;
  const size_ah = (direction === 1 ? state.charge_ah : state.discharge_ah) || reference_ah;
  state.half = { first_record_index: running!.half.first_record_index, direction, size_ah, passed_ah: 0 };
}

function endPhase(state: PressureState, look: Look, limits: Limits, row: number, muted: boolean): void {
  if (!state.phase) return;
  const { at, sum_pa, count } = state.phase;
  state.phase = null;
  const { facts } = look.cycling;
  const set = facts.pressure_set_point_pa;
  if (set === undefined || muted || count === 0) return;
  const opens = at === (firstDirectionOf(facts) === 1 ? 0 : phasesPerHalf);
  const mean = sum_pa / count;
  const before = state.phases[at];
  const fromBefore = before === null ? 0 : Math.abs(mean - before);
  const fromSet = opens ? Math.abs(mean - set) : 0;
  const reference = fromSet >= fromBefore || before === null ? set : before;
  const off = Math.max(fromSet, fromBefore);
  const share = off / set;
  if (before === null) state.phases[at] = mean;
  else if (fromBefore / set < limits.warning_share) state.phases[at] = before + followWeight * (mean - before);
  if (before === null && !opens) return;
  const critical = share >= limits.critical_share;
  const against = reference === set ? 'its set point of' : 'the cycles before at the same phase,';
  const limit = critical ? limits.critical_share : limits.warning_share;
  look.judge(row, {
    excess: share / limits.warning_share,
    severity: critical ? 'critical' : 'warning',
    message: `The pressure is ${megapascal(mean)}, ${(100 * share).toFixed(1)} % off ${against} ${megapascal(reference)}.`,
    evidence: {
      quantity: 'applied_pressure_pa',
      unit: 'Pa',
      value: mean,
      limit: mean < reference ? reference - limit * set : reference + limit * set,
      baseline: reference,
    },
  });
}

function tooFast(perMinute: number, limits: Limits): Finding {
  return {
    excess: Math.abs(perMinute) / limits.rate_pa_per_minute,
    severity: 'warning',
    message: `The pressure ${perMinute < 0 ? 'falls' : 'rises'} by ${megapascal(Math.abs(perMinute))} a minute.`,
    evidence: {
      quantity: 'applied_pressure_rate_pa_per_minute',
      unit: 'Pa/min',
      value: perMinute,
      limit: Math.sign(perMinute) * limits.rate_pa_per_minute,
    },
  };
}

function megapascal(pa: number): string {
  return `${(pa / 1e6).toFixed(2)} MPa`;
}

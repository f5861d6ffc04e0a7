import { topics } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { followHalf, type HalfUnit } from './half-unit.js';
import { evolveFlatness, initialFlatness, type Flatness } from './flatness.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';
import { settleSecond } from './rises.js';

/** Of the lower voltage limit: below it no cell is that charges or rests. */
const lowShare = 0.5;
/** Without load a cell that is gone from the leads shows less. */
const lostVolt = 0.02;
const likeCurrent = 0.01;
/** Records further apart say nothing of how fast the voltage fell. */
const longestIntervalSecond = 60;
/** Of the current below which a record is a rest: less is no charge, whatever the cycler calls it. */
const flowShare = 5;
/** Volts above its lower limit in which a discharge counts as one that went to it. */
const emptyVolt = 0.1;
/** Of the capacity: so much a charge that begins low may need to come up. */
const riseShare = 0.05;
/** Of the last discharge: after it the voltage may fall off its cliff. */
const cliffShare = 0.95;

export const hardShortRule: Rule = {
  code: 'HARD_SHORT',
  version: 2,
  topic: topics.records,
  severities: ['critical'],
  title: 'Hard short',
  description:
    'Full cell: while it charges or rests the voltage is below half of the lower limit for 30 s, or falls by 0.3 V within 5 s at constant current and does not recover within 60 s; or a discharge goes on 0.2 V below the limit. Anode half-cell, where 0 V is normal: over 5 % of the nominal capacity the voltage stays flat within 20 mV of 0, and follows the current down to within 10 mV of 0 through a minute of rest.',
  likely_cause: 'The electrodes touch, or a dendrite bridges the separator: no charge goes into the cell any more.',
  look_alikes: [
    'A cable that came off: voltage and current go to 0 together.',
    'A cell that was never charged: it begins near 0 V.',
    'The cliff at the end of a discharge, and the step of the voltage where the current changes.',
    'In a half-cell: a lithiation plateau near 0 V, from which the voltage rises at rest; a hold at 0.01 V.',
  ],
  limits: [
    { name: 'low_second', unit: 's', default: 30, minimum: 1, maximum: 3600, description: 'So long below.' },
    { name: 'fall_volt', unit: 'V', default: 0.3, minimum: 0.05, maximum: 3, description: 'Sudden fall.' },
    { name: 'fall_second', unit: 's', default: 5, minimum: 0.1, maximum: 60, description: 'In which it falls so far.' },
    {
      name: 'recover_second',
      unit: 's',
      default: 60,
      minimum: 5,
      maximum: 3600,
      description: 'In which it must not recover by half.',
    },
    {
      name: 'under_volt',
      unit: 'V',
      default: 0.2,
      minimum: 0.05,
      maximum: 2,
      description: 'Below the lower limit, while it discharges.',
    },
    {
      name: 'flat_volt',
      unit: 'V',
      default: 0.02,
      minimum: 0.001,
      maximum: 0.1,
      description: 'Half-cell: least distance from 0 under load.',
    },
    {
      name: 'flat_range_volt',
      unit: 'V',
      default: 0.005,
      minimum: 0.0005,
      maximum: 0.05,
      description: 'Half-cell: range in which it stays.',
    },
    {
      name: 'flat_share',
      unit: '1',
      default: 0.05,
      minimum: 0.01,
      maximum: 0.5,
      description: 'Half-cell: of the nominal capacity.',
    },
    {
      name: 'rest_volt',
      unit: 'V',
      default: 0.01,
      minimum: 0.0005,
      maximum: 0.1,
      description: 'Half-cell: distance from 0 at rest.',
    },
    {
      name: 'rest_second',
      unit: 's',
      default: 60,
      minimum: 10,
      maximum: 3600,
      description: 'Half-cell: so long at rest.',
    },
  ],
};

export interface HardShortState {
  /** It has been above its lower limit once: before, a low voltage is a cell that was never charged. */
  alive: boolean;
  /** The leads lost it. */
  lost: boolean;
  last: { test_id: string; second: number; volt: number; ampere: number; direction: number } | null;
  low_since_second: number | null;
  /** The last discharge went to its limit: after it the voltage may go on falling by itself. */
  emptied: boolean;
  /** Highest voltage of this and the last span of half of `fall_second`. */
  span: { number: number; highest_volt: number; before_volt: number };
  fallen: { from_volt: number; at_second: number } | null;
  last_discharge_ah: number | null;
  unit: HalfUnit | null;
  flat: Flatness;
}

/**
 * HARD_SHORT: the voltage has collapsed.
 *
 * Signature and threshold, full cell (and cathode half-cell): see `description`. The first needs the declared lower voltage limit, and a
 * cell that has been above it once. The fall is from the highest voltage of the last 2.5 to 5 s, or from record to record where they are further apart (60 s at most).
 * Anode half-cell: three things together, see `evolveFlatness`, for there a voltage near 0 is where it works (0.01 V against lithium, the
 * middle of the window against lithium-indium).
 * Without a declared system nothing is judged, nor in symmetric cells. The charge is the unit (any half in a half-cell); three without end the episode.
 * Quiet: leads that are swapped: the voltage lies in the window with its sign turned; a cable that came off: the voltage is gone in the record in which the current goes to 0 too, or a resting cell shows
 * less than 20 mV from one record to the next; a charge in which no current flows; the first 10 s of a step; a discharge beyond 95 % of the last
 * one (its cliff), the rest after one that went to its limit, and the first 5 % of a charge that begins low: a leak of 10 kΩ is enough for that.
 * Formation does not mute: the rule is for safety, and has a test of its own for cells that were never charged.
 * Source: limits are this project's; 3 kΩ across the reference cell lets it rest at 0.15 V, and while charging it takes less than 1.6 kΩ.
 */
export const hardShort: RecordDetector<HardShortState> = {
  rule: hardShortRule,
  initial: () => ({
    alive: false,
    lost: false,
    last: null,
    low_since_second: null,
    emptied: false,
    span: { number: 0, highest_volt: 0, before_volt: 0 },
    fallen: null,
    last_discharge_ah: null,
    unit: null,
    flat: initialFlatness(),
  }),
  added(state, look, limits, from, to) {
    const { facts } = look.cycling;
    const { system } = facts;
    if (system !== 'full_cell' && system !== 'cathode_half_cell' && system !== 'anode_half_cell') return;
    follow(state, look, from, system === 'anode_half_cell');
    if (system === 'anode_half_cell') {
      const row = evolveFlatness(state.flat, look, limits, from, to);
      if (row >= 0) fire(state, look, row, flat(look, limits, row));
    } else watchVoltage(state, look, limits, from, to);
  },
  completed(state, { status, cycle_discharging_capacity_ah }) {
    if (status === 'complete') state.last_discharge_ah = cycle_discharging_capacity_ah;
  },
};

/** The half before is over. */
function follow(state: HardShortState, look: Look, row: number, anyHalf: boolean): void {
  const { running, step } = look;
  if (!running || step.direction === 0 || running.half.direction !== step.direction) return;
  if (!anyHalf && step.direction !== 1) return;
  const unit = followHalf(state.unit, running);
  if (unit === state.unit) return;
  if (state.unit?.established && !state.unit.raised)
    look.judge(row, { ...about(look, 0, 'voltage_volt', 0, row, 'has not collapsed'), excess: 0 });
  state.unit = unit;
}

function fire(state: HardShortState, look: Look, row: number, finding: Finding): void {
  if (state.unit?.raised) return;
  if (state.unit) state.unit.raised = true;
  look.judge(row, { ...finding, evidence: { ...finding.evidence, chart: look.recent(row) } });
}

function watchVoltage(state: HardShortState, look: Look, limits: Limits, from: number, to: number): void {
  const { step, columns, cycling, running } = look;
  const { direction } = step;
  const { voltage_volt, current_ampere, test_time_second } = columns.values;
  const lower = cycling.facts.lower_voltage_limit_volt ?? null;
  const { test_id } = cycling.test!;
  if (state.last?.test_id !== test_id) Object.assign(state, { last: null, low_since_second: null, fallen: null });
  if (step.records === to - from) {
    state.fallen = null;
    // Charge and rest are judged by one limit, discharge by another.
    if ((state.last?.direction ?? 0) < 0 !== direction < 0) state.low_since_second = null;
    if (direction > 0) state.emptied = false;
    else if (direction === 0 && lower !== null && (state.last?.direction ?? 0) < 0)
      state.emptied = state.last!.volt <= lower + emptyVolt;
  }
  const settled = step.first_test_time_second + settleSecond;
  const low = lower === null ? -Infinity : direction < 0 ? lower - limits.under_volt : lowShare * lower;
  const expected_ah = state.last_discharge_ah === null ? Infinity : cliffShare * state.last_discharge_ah;
  const began_ah = running?.half.capacity_ah ?? 0;
  const most_ah = riseShare * (cycling.nominal_capacity_ah ?? cycling.life.largest_half_ah);
  const least_ampere = Math.max(step.base_current_ampere / 2, flowShare * cycling.rest_current_ampere);
  let { last } = state;
  let volt = last?.volt ?? NaN;
  let ampere = last?.ampere ?? 0;
  let second = last?.second ?? -Infinity;
  for (let row = from; row < to; row++) {
    const now = voltage_volt[row];
    const flows = current_ampere[row];
    const at = test_time_second[row];
    const interval = at - second;
    if (lower !== null && now >= lower) state.alive = true;
    const flowing = direction !== 0 && Math.abs(flows) >= least_ampere;
    if (flowing) state.lost = false;
    else if (lower !== null && now >= lowShare * lower) state.lost = false;
    else if (volt >= (lower ?? 0) * lowShare && Math.abs(now) < (ampere !== 0 ? lowShare * (lower ?? 0) : lostVolt))
      state.lost = true;
    // It works in its window with its sign turned: swapped leads, not a cell that collapsed.
    if (lower !== null && -now >= lower) state.lost = true;

    if (
      now < low &&
      state.alive &&
      !state.lost &&
      (direction === 0 ? !state.emptied : flowing) &&
      !(direction < 0 && began_ah + columns.passed[row] > expected_ah)
    ) {
      state.low_since_second ??= at;
      const began = state.low_since_second < settled && direction > 0 && columns.passed[row] < most_ah;
      if (at - state.low_since_second >= limits.low_second && !began && (direction >= 0 || at >= settled)) {
        const where = direction < 0 ? 'while it discharges' : direction > 0 ? 'while it charges' : 'at rest';
        const what = `is ${now.toFixed(3)} V ${where}, below ${low.toFixed(2)} V for ${Math.round(at - state.low_since_second)} s`;
        fire(state, look, row, about(look, now, 'voltage_volt', low, row, what));
      }
    } else state.low_since_second = null;

    if (direction >= 0) {
      const like = direction === 0 || Math.abs(flows - ampere) <= likeCurrent * Math.abs(ampere);
      if (!like || at < settled || state.lost || (direction !== 0 && !flowing) || interval > longestIntervalSecond) {
        state.fallen = null;
        state.span = { number: Math.floor((2 * at) / limits.fall_second), highest_volt: now, before_volt: now };
      } else fall(state, look, limits, row, interval > limits.fall_second ? volt : -Infinity);
    }
    volt = now;
    ampere = direction === 0 ? 0 : flows;
    second = at;
  }
  last = { test_id, second, volt, ampere, direction };
  state.last = last;
}

/** A sudden fall at constant current, and whether it recovers. `before_volt` is the last record where that is out of the span. */
function fall(state: HardShortState, look: Look, limits: Limits, row: number, before_volt: number): void {
  const now = look.columns.values.voltage_volt[row];
  const at = look.columns.values.test_time_second[row];
  const { span, fallen } = state;
  const number = Math.floor((2 * at) / limits.fall_second);
  if (number !== span.number) {
    span.before_volt = number === span.number + 1 ? span.highest_volt : now;
    span.highest_volt = now;
    span.number = number;
  } else if (now > span.highest_volt) span.highest_volt = now;
  if (fallen) {
    if (now > fallen.from_volt - limits.fall_volt / 2) state.fallen = null;
    else if (at - fallen.at_second >= limits.recover_second) {
      const by = fallen.from_volt - now;
      const what = `fell by ${by.toFixed(2)} V to ${now.toFixed(3)} V at constant current and has not recovered in ${Math.round(at - fallen.at_second)} s`;
      state.fallen = null;
      fire(state, look, row, about(look, -by, 'voltage_fall_volt', -limits.fall_volt, row, what));
    }
    return;
  }
  const highest = Math.max(span.highest_volt, span.before_volt, before_volt);
  if (highest - now >= limits.fall_volt) state.fallen = { from_volt: highest, at_second: at };
}

function flat(look: Look, limits: Limits, row: number): Finding {
  const now = look.columns.values.voltage_volt[row];
  const what = `stayed within ${1000 * limits.flat_volt} mV of 0 under current, and is ${(1000 * now).toFixed(1)} mV after ${limits.rest_second} s of rest`;
  return about(look, now, 'voltage_volt', limits.rest_volt, row, what);
}

function about(look: Look, value: number, quantity: string, limit: number, row: number, what: string): Finding {
  const number = look.running?.derived_cycle_count;
  return {
    excess: 1,
    severity: 'critical',
    message: `${number === undefined ? 'T' : `Cycle ${number}: t`}he voltage ${what}.`,
    evidence: { quantity, unit: 'V', value, limit, first_record_index: look.columns.values.record_index[row] },
  };
}

import { topics } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { followHalf, type HalfUnit } from './half-unit.js';
import { isDoubtful } from './is-doubtful.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';
import { settleSecond } from './rises.js';

const bins = 46;
const usualWindow = { lower: 2, upper: 4.3 };
/** Of the cell's capacity: over so much one slope is taken. */
const windowShare = 0.005;
/** Of a new slope in the running mean, and in the baseline: while it is learned, and after. */
const slopeWeight = 0.3;
const learningWeight = 0.5;
const learnedWeight = 1 / 16;
const fewestCharges = 3;
const likeCurrent = 0.1;
/** A baseline that rises less over the stretch that must stall is a real plateau. */
const leastRiseVolt = 0.01;

export const softStallRule: Rule = {
  code: 'SOFT_STALL',
  version: 1,
  topic: topics.records,
  severities: ['warning'],
  title: 'Voltage stops rising while charging',
  description:
    'Over at least 5 % of the nominal capacity the voltage of a charge rises with less than 0.1 times the slope that the cell’s own charges had at the same voltage, more than 50 mV below the limit.',
  likely_cause:
    'A soft short that carries all of the current at this voltage: the charge goes through it and not into the cell.',
  look_alikes: [
    'A real plateau: the charges before were as flat there.',
    'A hold at constant voltage, which is near the limit.',
    'Another rate or temperature: the baseline is learned anew when the current changes by more than 10 %.',
  ],
  limits: [
    {
      name: 'slope_share',
      unit: '1',
      default: 0.1,
      minimum: 0.01,
      maximum: 0.9,
      description: 'Of the slope at the same voltage in the charges before.',
    },
    {
      name: 'stalled_share',
      unit: '1',
      default: 0.05,
      minimum: 0.01,
      maximum: 0.5,
      description: 'Of the nominal capacity: so much must pass without a rise.',
    },
    {
      name: 'margin_volt',
      unit: 'V',
      default: 0.05,
      minimum: 0,
      maximum: 1,
      description: 'Below the upper voltage limit; nearer to it nothing is judged.',
    },
  ],
};

export interface SoftStallState {
  /** dV/dQ in V/Ah by voltage, in equal bins over the cell's window; null where no charge was. */
  slopes: (number | null)[];
  /** Charges that it is made of, and their current. */
  charges: number;
  current_ampere: number | null;
  /** Highest voltage of the charge before, and of this one. */
  end_volt: number | null;
  highest_volt: number;
  window: { from_ah: number; from_volt: number } | null;
  slope: number | null;
  stalled_ah: number;
  /** Most that has stalled in this charge, over how much may. */
  excess: number;
  unit: HalfUnit | null;
}

/**
 * SOFT_STALL: a charge goes on while the voltage no longer rises.
 *
 * Signature: where the shunt's current at the present voltage comes near the cycler's, nearly nothing goes into the cell, and the voltage
 * stays below V = I·R_s: 3.12 V for 5 kΩ across the reference cell at 0.62 mA. A weaker shunt only slows the rise (7 kΩ to a
 * sixth, 10 kΩ to a third), which is OVERCHARGE's to see.
 * Threshold: see `limits`. A slope is taken over each 0.5 % of the nominal capacity and averaged exponentially over some three;
 * the baseline is kept in 46 bins of voltage (50 mV from 2.0 to 4.3 V, or the declared window in 46) and is judged by once 3
 * charges at the same current have made it. What stalls is not learned. Where the baseline itself rises by less than 10 mV over
 * the stretch there is a real plateau, and nothing is judged. The charge is the unit.
 * Quiet: formation, check-ups, pulses and titrations, a half after a hole or resumed test, holds, the first 10 s of a step, symmetric
 * cells, and a current that is not that of the charges before (10 %).
 * Look-alikes: real plateaus and graphite staging, which the baseline holds; added constant voltage.
 * Source: a soft short makes the voltage fluctuate and stop rising without collapse (three-electrode study of LTO and LPSC); limits are this project's.
 */
export const softStall: RecordDetector<SoftStallState> = {
  rule: softStallRule,
  initial: () => ({
    slopes: new Array<null>(bins).fill(null),
    charges: 0,
    current_ampere: null,
    end_volt: null,
    highest_volt: -1000,
    window: null,
    slope: null,
    stalled_ah: 0,
    excess: 0,
    unit: null,
  }),
  added(state, look, limits, from, to) {
    const { step, running, cycling, columns } = look;
    const reference_ah = cycling.nominal_capacity_ah ?? cycling.life.largest_half_ah;
    if (step.direction !== 1 || running?.half.direction !== 1 || !(reference_ah > 0)) return;
    if (running.purpose !== 'cycling' || isDoubtful(running) || hasNoSlope(cycling.facts.system)) return;
    const unit = followHalf(state.unit, running);
    if (unit !== state.unit) begin(state, look, limits, unit, from);
    if (step.records === to - from) Object.assign(state, { window: null, slope: null, stalled_ah: 0 });
    const { voltage_volt, test_time_second } = columns.values;
    const { passed, held } = columns;
    const settled = step.first_test_time_second + settleSecond;
    const least_ah = windowShare * reference_ah;
    let { window, highest_volt } = state;
    for (let row = from; row < to; row++) {
      const volt = voltage_volt[row];
      if (volt > highest_volt) highest_volt = volt;
      if (window === null) {
        if (test_time_second[row] >= settled) window = { from_ah: passed[row], from_volt: volt };
        continue;
      }
      if (passed[row] - window.from_ah < least_ah) continue;
      if (held[row] === 0) take(state, look, limits, window, reference_ah, row);
      window = { from_ah: passed[row], from_volt: volt };
    }
    state.window = window;
    state.highest_volt = highest_volt;
  },
};

function hasNoSlope(system: string | undefined): boolean {
  return system === 'symmetric_cell' || system === 'blocking_pellet';
}

function begin(state: SoftStallState, look: Look, limits: Limits, unit: HalfUnit, row: number): void {
  const { unit: before } = state;
  if (before?.established) {
    if (!before.raised && state.charges >= fewestCharges)
      look.judge(row, found(before, state.excess, limits, `rose as in the charges before`));
    state.charges = Math.min(fewestCharges, state.charges + 1);
    state.end_volt = state.highest_volt;
  }
  Object.assign(state, { unit, window: null, slope: null, stalled_ah: 0, excess: 0, highest_volt: -1000 });
}

/** Judges the slope of one window, and learns it. */
function take(
  state: SoftStallState,
  look: Look,
  limits: Limits,
  window: NonNullable<SoftStallState['window']>,
  reference_ah: number,
  row: number,
): void {
  const { columns, cycling } = look;
  const volt = columns.values.voltage_volt[row];
  const passed_ah = columns.passed[row] - window.from_ah;
  const now = (volt - window.from_volt) / passed_ah;
  const ampere = columns.values.current_ampere[row];
  if (state.current_ampere === null || Math.abs(ampere - state.current_ampere) > likeCurrent * state.current_ampere) {
    state.current_ampere = ampere;
    state.charges = 0;
    state.slopes = state.slopes.map(() => null);
  }
  state.slope = state.slope === null ? now : state.slope + slopeWeight * (now - state.slope);
  const { lower_voltage_limit_volt, upper_voltage_limit_volt } = cycling.facts;
  const lower = lower_voltage_limit_volt ?? usualWindow.lower;
  const upper = upper_voltage_limit_volt ?? usualWindow.upper;
  const bin = Math.floor((((volt + window.from_volt) / 2 - lower) / (upper - lower)) * bins);
  if (bin < 0 || bin >= bins) return;
  const cut = upper_voltage_limit_volt ?? state.end_volt;
  const known = state.slopes[bin] ?? state.slopes[bin - 1] ?? state.slopes[bin + 1] ?? null;
  const judged = state.charges >= fewestCharges && cut !== null && volt < cut - limits.margin_volt && known !== null;
  const enough_ah = limits.stalled_share * reference_ah;
  if (judged && known * enough_ah >= leastRiseVolt && state.slope < limits.slope_share * known) {
    state.stalled_ah += passed_ah;
    state.excess = Math.max(state.excess, state.stalled_ah / enough_ah);
    if (
      state.stalled_ah < enough_ah ||
      state.unit!.raised ||
      look.columns.values.test_time_second[row] < look.muted_until_second
    )
      return;
    state.unit!.raised = true;
    const share = (100 * state.stalled_ah) / reference_ah;
    const told = found(
      state.unit!,
      state.excess,
      limits,
      `has stopped rising at ${volt.toFixed(3)} V for ${share.toFixed(1)} % of the capacity, where it used to rise by ${(1000 * known * enough_ah).toFixed(0)} mV`,
    );
    const evidence = { ...told.evidence, value: state.slope, limit: limits.slope_share * known, baseline: known };
    look.judge(row, { ...told, evidence: { ...evidence, chart: look.course(row) } });
    return;
  }
  state.stalled_ah = 0;
  if (now <= 0) return;
  const own = state.slopes[bin];
  const weight = state.charges < fewestCharges ? learningWeight : learnedWeight;
  // Short to keep in a checkpoint, and far below what a slope is worth.
  state.slopes[bin] = Number((own === null ? now : own + weight * (now - own)).toPrecision(6));
}

function found(unit: HalfUnit, excess: number, limits: Limits, what: string): Finding {
  return {
    excess,
    severity: 'warning',
    message: `Cycle ${unit.derived_cycle_count}: the charging voltage ${what}.`,
    evidence: {
      quantity: 'differential_voltage_volt_per_ah',
      unit: 'V/Ah',
      value: 0,
      limit: limits.slope_share,
      first_record_index: unit.first_record_index,
    },
  };
}

import { lastKnown } from './last-known.js';
import { heldBefore } from './step-statistics.js';
import { tellHalf } from './tell-half.js';
import type { Run } from './run.js';
import type { LastRecord, Step } from './state.js';
import { temperature } from './temperature.js';

/** Of the weight of a new interval in the running mean of intervals. */
const intervalWeight = 1 / 16;
/** Relative change of |I| between neighbours that may be a step edge. */
export const jump = 0.05;
/** Seconds that are never a gap. */
export const shortGap = 600;
const holdBand = 0.002;

/**
 * Adds records `from` … to the running step for as long as nothing but numbers changes, and returns the first row that it did
 * not take: a row that needs a decision, or the row after one at which the step's owner turns. All of the fold's arithmetic
 * per record is here, in locals. `forced` takes exactly one row, whatever it holds.
 */
export function inStep(run: Run, from: number, to: number, forced: boolean, columns = run.columns): number {
  const { state, onRecord } = run;
  const step = state.step as Step;
  const last = state.last as LastRecord;
  const { direction } = step;
  const { has, values, state_codes } = columns;
  const index = values.record_index;
  const time = values.test_time_second;
  const stepTime = values.step_time_second;
  const stepId = values.step_id;
  const stepCount = values.step_count;
  const stepType = values.step_type;
  const voltage = values.voltage_volt;
  const current = values.current_ampere;
  const discharging = direction < 0;
  const counter = discharging ? columns.discharge_counter : columns.charge_counter;
  const energyCounter = discharging ? columns.discharge_energy : columns.charge_energy;
  const hasCounter = has.counter;
  const hasEnergy = has.energy_counter;
  const { integrals, passed: capacities, held } = columns;

  const idNow = has.step_id ? (last.step_id ?? NaN) : 0;
  const countNow = has.step_count ? (last.step_count ?? NaN) : 0;
  const typeNow = has.step_type ? (last.step_type ?? NaN) : 0;
  const words = columns.state_words;
  const codeNow = words.length > 0 ? words.indexOf(last.cycler_state ?? '') : 0;
  const rest = state.rest_current_ampere;
  /** The cycler says load, the current is too small or runs against it: the next record may match. */
  const unsure = direction === 0 && (last.step_type === 2 || last.step_type === 3);
  const matching = (last.step_type === 2 && direction === 1) || (last.step_type === 3 && direction === -1);
  const least = matching ? 0 : Math.max(rest, Number.MIN_VALUE);
  const leastJump = state.least_jump_ampere;
  const turnAt = state.turn_at_ah ?? Infinity;
  const telling =
    !forced && onRecord !== undefined && direction !== 0 && state.excursion === null && state.cycle !== null;

  let record = state.record_index;
  let timeBefore = last.test_time_second;
  let stepTimeBefore = last.step_time_second ?? -Infinity;
  let before = last.current_ampere;
  let voltageBefore = last.voltage_volt;
  let counterBefore = (discharging ? last.discharge_counter_ah : last.charge_counter_ah) ?? NaN;
  let energyBefore = (discharging ? last.discharge_counter_wh : last.charge_counter_wh) ?? NaN;
  let interval = state.mean_interval_second;
  let currentStep = state.current_step_ampere ?? Infinity;
  let currentSteps = state.current_steps;
  let counterStep = state.counter_step_ah ?? Infinity;
  let counterSteps = state.counter_steps;
  let {
    integral_ah,
    integral_wh,
    counter_ah,
    counter_wh,
    counter_valid,
    energy_counter_valid,
    least_voltage_volt,
    current_sum,
    current_square_sum,
    rough,
    hold_voltage_volt,
    hold_current_ampere,
    hold_records,
    hold_from_second,
    hold_from_ah,
  } = step;
  const base = step.base_current_ampere;
  const recordsBefore = step.records;

  let row = from;
  while (row < to) {
    const now = time[row];
    const passed = now - timeBefore;
    const signed = current[row];
    const volts = voltage[row];
    let magnitude = direction < 0 ? -signed : signed;
    if (!forced) {
      if (index[row] !== record + 1 || !(passed > 0)) break;
      if (passed > shortGap && passed > 10 * interval) break;
      if (stepId[row] !== idNow || stepCount[row] !== countNow || stepType[row] !== typeNow) break;
      if (state_codes[row] !== codeNow || stepTime[row] < stepTimeBefore || volts !== volts) break;
      if (direction === 0) {
        if (unsure || !((signed < rest && -signed < rest) || signed === 0)) break;
      } else {
        if (!(magnitude >= least)) break;
      }
    }
    if (!(magnitude > 0)) magnitude = 0;
    const change = magnitude > before ? magnitude - before : before - magnitude;
    if (change > jump * before && direction !== 0) {
      if (!forced && change > leastJump) break;
      rough = true;
    }

    const hours = passed / 7200;
    integral_ah += (before + magnitude) * hours;
    integral_wh += (before * voltageBefore + magnitude * volts) * hours;
    if (hasCounter) {
      const count = counter[row];
      const more = count - counterBefore;
      if (more >= 0) {
        counter_ah += more;
        if (more > 0) {
          if (more < counterStep) counterStep = more;
          if (counterSteps < 10) counterSteps++;
        }
        counterBefore = count;
      } else if (more < 0) {
        counter_ah += -more < count ? -more : count;
        counterBefore = count;
      } else {
        counter_valid = false;
        if (count === count) counterBefore = count;
      }
    } else {
      counter_valid = false;
    }
    if (hasEnergy) {
      const energy = energyCounter[row];
      const moreEnergy = energy - energyBefore;
      if (moreEnergy >= 0) {
        counter_wh += moreEnergy;
        energyBefore = energy;
      } else if (moreEnergy < 0) {
        counter_wh += -moreEnergy < energy ? -moreEnergy : energy;
        energyBefore = energy;
      } else {
        energy_counter_valid = false;
        if (energy === energy) energyBefore = energy;
      }
    } else {
      energy_counter_valid = false;
    }

    const above = magnitude - base;
    current_sum += above;
    current_square_sum += above * above;
    if (volts < least_voltage_volt) least_voltage_volt = volts;
    const moved = volts - hold_voltage_volt;
    const outside = moved > holdBand || moved < -holdBand;
    if (outside || magnitude >= 0.995 * hold_current_ampere) {
      if (outside || magnitude > hold_current_ampere) hold_current_ampere = magnitude;
      hold_voltage_volt = volts;
      hold_records = 1;
      hold_from_second = now;
      hold_from_ah = integral_ah;
      if (change > 0 && direction !== 0) {
        if (change < currentStep) currentStep = change;
        if (currentSteps < 10) currentSteps++;
      }
    } else {
      hold_records++;
    }
    interval += (passed - interval) * intervalWeight;

    timeBefore = now;
    before = magnitude;
    voltageBefore = volts;
    const elapsed = stepTime[row];
    if (elapsed === elapsed) stepTimeBefore = elapsed;
    record = index[row];
    integrals[row] = integral_ah;
    row++;
    const capacity = counter_valid ? counter_ah : integral_ah;
    capacities[row - 1] = capacity;
    held[row - 1] =
      hold_records >= 3 && now - hold_from_second >= 30 && magnitude <= 0.95 * hold_current_ampere
        ? heldBefore(step, hold_from_second, hold_from_ah)
        : 0;
    if (capacity >= turnAt) break;
    if (telling) {
      step.integral_ah = integral_ah;
      step.integral_wh = integral_wh;
      step.counter_ah = counter_ah;
      step.counter_wh = counter_wh;
      step.counter_valid = counter_valid;
      step.energy_counter_valid = energy_counter_valid;
      step.least_voltage_volt = least_voltage_volt;
      step.records++;
      step.current_sum = current_sum;
      step.hold_current_ampere = hold_current_ampere;
      step.hold_records = hold_records;
      step.hold_from_second = hold_from_second;
      step.hold_from_ah = hold_from_ah;
      tellHalf(run, columns, row - 1);
    }
    if (forced) break;
  }
  if (row === from) return row;

  step.integral_ah = integral_ah;
  step.integral_wh = integral_wh;
  step.counter_ah = counter_ah;
  step.counter_wh = counter_wh;
  step.counter_valid = counter_valid;
  step.energy_counter_valid = energy_counter_valid;
  step.least_voltage_volt = least_voltage_volt;
  step.current_sum = current_sum;
  step.current_square_sum = current_square_sum;
  step.hold_voltage_volt = hold_voltage_volt;
  step.hold_current_ampere = hold_current_ampere;
  step.hold_records = hold_records;
  step.hold_from_second = hold_from_second;
  step.hold_from_ah = hold_from_ah;
  step.rough = rough;
  step.records = recordsBefore + row - from;
  state.record_index = record;
  state.mean_interval_second = interval;
  state.current_step_ampere = currentStep === Infinity ? null : currentStep;
  state.current_steps = currentSteps;
  state.counter_step_ah = counterStep === Infinity ? null : counterStep;
  state.counter_steps = counterSteps;
  const end = row - 1;
  last.record_index = values.record_index[end];
  last.unix_time_second = values.unix_time_second[end];
  last.test_time_second = timeBefore;
  last.moved_volt = Math.abs(voltageBefore - (end > from ? voltage[end - 1] : last.voltage_volt));
  last.voltage_volt = voltageBefore;
  last.current_ampere = before;
  if (has.step_time_second) last.step_time_second = lastKnown(stepTime, from, row, last.step_time_second);
  if (has.cycle_count) last.cycle_count = lastKnown(values.cycle_count, from, row, last.cycle_count);
  last.end_status = has.end_status && Number.isFinite(values.end_status[end]) ? values.end_status[end] : null;
  last.temperature_celsius = temperature(columns, from, row, last.temperature_celsius);
  if (hasCounter) {
    last.charge_counter_ah = lastKnown(columns.charge_counter, from, row, last.charge_counter_ah);
    last.discharge_counter_ah = lastKnown(columns.discharge_counter, from, row, last.discharge_counter_ah);
  }
  if (hasEnergy) {
    last.charge_counter_wh = lastKnown(columns.charge_energy, from, row, last.charge_counter_wh);
    last.discharge_counter_wh = lastKnown(columns.discharge_energy, from, row, last.discharge_counter_wh);
  }
  if (direction !== 0 && state.cycle !== null) run.changed = true;
  return row;
}

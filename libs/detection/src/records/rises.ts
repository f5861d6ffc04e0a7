import type { RecordColumns, Step } from '@cellwatch/electrochem';

/** What the voltage of the running step usually does from one record to the next. Plain JSON. */
export interface RisesState {
  volt: number;
  ampere: number;
  second: number;
  /** The last rise; 0 where there was none to compare. */
  rise_volt: number;
  /** Of rises, in V: running mean, running robust deviation, and how many they are made of. */
  mean_volt: number;
  deviation_volt: number;
  count: number;
}

/** For each row of a stretch of records; NaN where the voltage cannot be compared with the record before. */
export interface Rises {
  /** V, counted in the direction in which the current drives the voltage. */
  rise: Float64Array;
  /** The one before it; 0 where there was none. */
  before: Float64Array;
  /** Seconds since the record before. */
  interval: Float64Array;
  /** What was usual before this record: mean and robust deviation; the latter is infinite while too few are known. */
  usual: Float64Array;
  deviation: Float64Array;
}

/** Seconds after a step began in which the voltage still follows the step of the current. */
export const settleSecond = 10;
const likeCurrent = 0.01;
const fewest = 8;
const weight = 1 / 32;
/** Standard deviation of normal noise over its mean magnitude. */
const normal = Math.sqrt(Math.PI / 2);
/** What is learned of one rise, in deviations; and in V, so that a voltage without noise is learned at all. */
const mostDeviations = 4;
const leastClip = 3e-4;

const rises: Rises = {
  rise: new Float64Array(512),
  before: new Float64Array(512),
  interval: new Float64Array(512),
  usual: new Float64Array(512),
  deviation: new Float64Array(512),
};

export function initialRises(): RisesState {
  return { volt: 0, ampere: 0, second: 0, rise_volt: 0, mean_volt: 0, deviation_volt: 0, count: 0 };
}

/**
 * Voltage rises from record to record at constant current (within 1 %), in V and in the current's direction, with what is usual
 * in this step: mean and deviation are exponential averages over some 32 records, a rise counting with at most 4 deviations, so
 * that what stands out does not hide itself. None at rest, in the first 10 s of a step, in a hold at constant voltage. The arrays are
 * reused by the next call.
 */
export function advanceRises(state: RisesState, step: Step, columns: RecordColumns, from: number, to: number): Rises {
  const { rise, before, interval, usual, deviation } = sized(columns.length);
  const { direction } = step;
  if (direction === 0) return rises;
  const { voltage_volt, current_ampere, test_time_second } = columns.values;
  const { held } = columns;
  const settled = step.first_test_time_second + settleSecond;
  let { volt, ampere, second, rise_volt, mean_volt, deviation_volt, count } = state;
  let row = from;
  if (step.records === to - from) {
    rise_volt = mean_volt = deviation_volt = count = 0;
    rise[row] = NaN;
    volt = voltage_volt[row];
    ampere = current_ampere[row];
    second = test_time_second[row];
    row++;
  }
  for (; row < to; row++) {
    const now = voltage_volt[row];
    const flows = current_ampere[row];
    const at = test_time_second[row];
    const passed = at - second;
    const rose = direction * (now - volt);
    const like = Math.abs(flows - ampere) <= likeCurrent * Math.abs(ampere);
    volt = now;
    ampere = flows;
    second = at;
    if (!like || held[row] > 0 || at < settled) {
      rise[row] = NaN;
      rise_volt = 0;
      continue;
    }
    rise[row] = rose;
    before[row] = rise_volt;
    interval[row] = passed;
    rise_volt = rose;
    usual[row] = mean_volt;
    deviation[row] = count < fewest ? Infinity : deviation_volt;
    count++;
    const share = count < 32 ? 1 / count : weight;
    const most = count <= fewest ? Infinity : Math.max(mostDeviations * deviation_volt, leastClip);
    const off = Math.max(-most, Math.min(most, rose - mean_volt));
    mean_volt += share * off;
    if (count > 1) deviation_volt += (count === 2 ? 1 : share) * (normal * Math.abs(off) - deviation_volt);
  }
  state.volt = volt;
  state.ampere = ampere;
  state.second = second;
  state.rise_volt = rise_volt;
  state.mean_volt = mean_volt;
  state.deviation_volt = deviation_volt;
  state.count = Math.min(count, 32);
  return rises;
}

function sized(length: number): Rises {
  if (rises.rise.length < length) {
    rises.rise = new Float64Array(length);
    rises.before = new Float64Array(length);
    rises.interval = new Float64Array(length);
    rises.usual = new Float64Array(length);
    rises.deviation = new Float64Array(length);
  }
  return rises;
}

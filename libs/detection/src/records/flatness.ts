import type { Limits, Look } from './record-detector.js';
import { settleSecond } from './rises.js';

/** What speaks for a resistor in place of a half-cell. Plain JSON. */
export interface Flatness {
  /** Where, in the running step, the voltage has stayed within its range near 0. */
  stretch: { from_ah: number; low_volt: number; high_volt: number } | null;
  /** A stretch that was long enough: its voltage and current. */
  proven: { test_id: string; volt: number; ampere: number } | null;
  /** The running step's voltage was held against the current of the proven one. */
  compared: boolean;
  /** The running rest speaks against it, or has fired. */
  over: boolean;
}

const likeCurrent = 0.2;
/** Of the voltage that is expected of a resistor. */
const likeVoltage = 0.3;
const leastVolt = 0.002;

export function initialFlatness(): Flatness {
  return { stretch: null, proven: null, compared: false, over: false };
}

/**
 * Whether an anode half-cell behaves as a resistor, and the row that proves it, else −1: at constant current its voltage stayed flat
 * near 0 over a share of the capacity; where the current changed since, the voltage changed in proportion; and a rest after it stays at 0
 * for a minute. A lithiation plateau near 0 V fails the last, for the voltage rises at rest; a hold at constant voltage is not looked at.
 */
export function evolveFlatness(state: Flatness, look: Look, limits: Limits, from: number, to: number): number {
  const { step, columns, cycling } = look;
  const { voltage_volt, current_ampere, test_time_second } = columns.values;
  const { test_id } = cycling.test!;
  if (state.proven && state.proven.test_id !== test_id) state.proven = null;
  if (step.records === to - from) Object.assign(state, { stretch: null, compared: false, over: false });
  const settled = step.first_test_time_second + settleSecond;
  if (step.direction === 0) {
    if (!state.proven || state.over) return -1;
    for (let row = from; row < to; row++) {
      if (test_time_second[row] < settled) continue;
      if (Math.abs(voltage_volt[row]) > limits.rest_volt) {
        state.proven = null;
        return -1;
      }
      if (test_time_second[row] - step.first_test_time_second < limits.rest_second) continue;
      state.over = true;
      return row;
    }
    return -1;
  }
  const enough_ah = limits.flat_share * (cycling.nominal_capacity_ah ?? cycling.life.largest_half_ah);
  if (!(enough_ah > 0)) return -1;
  let { stretch } = state;
  for (let row = from; row < to; row++) {
    const volt = voltage_volt[row];
    if (test_time_second[row] < settled || columns.held[row] > 0) {
      stretch = null;
      continue;
    }
    if (state.proven && !state.compared) {
      state.compared = true;
      const { volt: before, ampere } = state.proven;
      const ratio = current_ampere[row] / ampere;
      const off = Math.abs(volt - before * ratio);
      if (Math.abs(ratio - 1) > likeCurrent && off > Math.max(leastVolt, likeVoltage * Math.abs(before * ratio)))
        state.proven = null;
    }
    if (Math.abs(volt) >= limits.flat_volt) {
      stretch = null;
      continue;
    }
    const from_ah = columns.passed[row];
    stretch ??= { from_ah, low_volt: volt, high_volt: volt };
    if (volt < stretch.low_volt) stretch.low_volt = volt;
    if (volt > stretch.high_volt) stretch.high_volt = volt;
    if (stretch.high_volt - stretch.low_volt >= limits.flat_range_volt)
      stretch = { from_ah, low_volt: volt, high_volt: volt };
    else if (columns.passed[row] - stretch.from_ah >= enough_ah) {
      state.proven = { test_id, volt, ampere: current_ampere[row] };
      state.compared = true;
    }
  }
  state.stretch = stretch;
  return -1;
}

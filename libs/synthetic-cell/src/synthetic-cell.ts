import { recordsPerMessage, type RecordBatch } from '@cellwatch/events';
import { normal } from './normal.js';
import { advance, changesOf, circuitOf, terminalVoltage, type Circuit } from './physics.js';
import { recordColumns } from './record-columns.js';
import { checkOptions, referenceCell, type SyntheticCellOptions } from './synthetic-cell-options.js';
import { initialState, openCycle, type SyntheticCellState, type SyntheticCycle } from './synthetic-cell-state.js';

/** Maccor's ES: recorded by time; and the last record of a step, ended by its time, by a voltage, by something else. */
const endStatus = { running: 1, time: 129, voltage: 133, capacity: 128 };
/** A half ends at so many times the capacity, should its voltage limit never come. */
const mostCapacities = 2;

export interface SyntheticCell {
  /** The next records, at most `mostRecords` and none later than `untilUnixSecond`; null where there is none. */
  next(mostRecords?: number, untilUnixSecond?: number): RecordBatch | null;
  /** A copy from which `syntheticCell` goes on, even with another sampling or time step. */
  state(): SyntheticCellState;
  /** The cycles that were completed since this object was made, as they really were. */
  completed(): readonly SyntheticCycle[];
}

/**
 * A simulated cell under test: an open-circuit voltage, a series resistance, one relaxing RC, and shunts across the terminals.
 * Every second, in this order: the voltage from the present state; the step ends if a limit is met, and that second does not
 * count; else charge and energy are counted and the state moves on. Records of a step begin one sampling after its start (the
 * test's first record is at its start) and end with one exactly at its end. The same options and state give the same records.
 */
export function syntheticCell(given: Partial<SyntheticCellOptions>, from?: SyntheticCellState): SyntheticCell {
  const options = { ...referenceCell, ...given };
  checkOptions(options);
  const state = structuredClone(from ?? initialState(options));
  const directions = options.system === 'full_cell' ? [1, 0, -1, 0] : [-1, 0, 1, 0];
  const completed: SyntheticCycle[] = [];
  let direction = directions[state.phase];
  let circuit = circuitOf(options, state, direction);
  let changes = changesOf(options, state.cycle, direction);

  function nextStep(): void {
    const { truth } = state;
    truth.last_record_index = state.record_index - 1;
    if (direction > 0) {
      truth.cycle_charging_capacity_ah = state.capacity_ah;
      truth.cycle_charging_energy_wh = state.energy_wh;
    } else if (direction < 0) {
      truth.cycle_discharging_capacity_ah = state.capacity_ah;
      truth.cycle_discharging_energy_wh = state.energy_wh;
    }
    state.phase = (state.phase + 1) % directions.length;
    if (state.phase === 0) {
      completed.push(truth);
      state.cycle += 1;
      state.truth = openCycle(state.cycle, state.record_index);
    }
    state.step_count += 1;
    state.recorded = false;
    state.step_second = 0;
    state.capacity_ah = 0;
    state.energy_wh = 0;
    direction = directions[state.phase];
    circuit = circuitOf(options, state, direction);
    changes = changesOf(options, state.cycle, direction);
  }

  function next(mostRecords = recordsPerMessage, untilUnixSecond = Infinity): RecordBatch | null {
    const records = recordColumns(options, mostRecords);
    for (let count = 0; count < mostRecords && state.cycle <= options.cycles;) {
      const now = options.starts_at_unix_second + state.test_second;
      if (now > untilUnixSecond) break;
      if (changes.length > 0) circuit = circuitOf(options, state, direction);
      const voltage = terminalVoltage(options, state, circuit);
      const end = endOfStep(options, state, direction, circuit, voltage);
      const atStart = state.test_second === 0 && state.step_count === 1;
      const due = state.step_second > 0 && state.step_second % options.sampling_second === 0;
      if (!state.recorded && (end > 0 || due || atStart)) {
        const noise = options.voltage_noise_volt > 0 ? options.voltage_noise_volt * normal(state) : 0;
        records.add(
          state,
          direction,
          circuit.current_ampere,
          voltage + noise,
          end || (atStart ? 0 : endStatus.running),
        );
        state.record_index += 1;
        state.recorded = true;
        count += 1;
      }
      if (end > 0) {
        nextStep();
        continue;
      }
      const change = changes.find((second) => second > state.step_second) ?? Infinity;
      const seconds = Math.min(
        change - state.step_second,
        secondsToAdvance(options, state, direction, circuit, voltage),
      );
      // A time step that would pass `untilUnixSecond` waits whole: how the calls cut time must not change the records.
      if (now + seconds > untilUnixSecond) break;
      advance(options, state, circuit, voltage, seconds);
      state.recorded = false;
    }
    return records.take();
  }

  return { next, state: () => structuredClone(state), completed: () => completed };
}

function endOfStep(
  options: SyntheticCellOptions,
  state: SyntheticCellState,
  direction: number,
  { capacity_ah }: Circuit,
  voltage: number,
): number {
  if (direction === 0) return state.step_second >= options.rest_second ? endStatus.time : 0;
  if (direction > 0 && voltage >= options.upper_voltage_limit_volt) return endStatus.voltage;
  if (direction < 0 && voltage <= options.lower_voltage_limit_volt) return endStatus.voltage;
  return state.capacity_ah >= mostCapacities * capacity_ah ? endStatus.capacity : 0;
}

/** The time step, shortened to meet the next record, the rest's end, and a limit to the second. */
function secondsToAdvance(
  options: SyntheticCellOptions,
  state: SyntheticCellState,
  direction: number,
  circuit: Circuit,
  voltage: number,
): number {
  const { sampling_second, time_step_second, rest_second } = options;
  let seconds = Math.min(time_step_second, sampling_second - (state.step_second % sampling_second));
  if (direction === 0) seconds = Math.min(seconds, rest_second - state.step_second);
  if (seconds === 1 || direction === 0) return seconds;
  const ahead = { ...state };
  advance(options, ahead, circuit, voltage, seconds);
  const limitAhead = endOfStep(options, ahead, direction, circuit, terminalVoltage(options, ahead, circuit)) > 0;
  return limitAhead ? 1 : seconds;
}

import { beginChargeGrid } from './charge-grid.js';
import { closeStep } from './close-step.js';
import { counterAtEdge } from './counter-at-edge.js';
import { beginEdge } from './edge.js';
import { endRest } from './end-rest.js';
import { shortGap } from './in-step.js';
import { cutByHole, endTest, startLoad } from './half-cycles.js';
import { beginRest } from './rest.js';
import { recordClass } from './record-class.js';
import type { RecordColumns } from './record-columns.js';
import { cyclerState, recordValue } from './record-value.js';
import { restCurrent } from './rest-current.js';
import { flag, type Run } from './run.js';
import type { EdgeKind, LastRecord, Step } from './state.js';
import { temperature } from './temperature.js';

/** `step_type` of the row with which a cycler ends its test. */
const end = 6;

/**
 * Closes the running step and opens one with this record. Nothing is integrated across the edge: the record adds what flowed
 * since the step began, if its own step time tells so, and by the counter, if there is one. The first record of a test adds
 * nothing, for its counter is an offset from before.
 */
export function beginStep(run: Run, columns: RecordColumns, row: number, kind: EdgeKind): void {
  const { state } = run;
  const before = state.last;
  const { values } = columns;
  const time = values.test_time_second[row];
  const elapsed = recordValue(columns, 'step_time_second', row);
  const passed = before && kind !== 'clock' ? Math.max(0, time - before.test_time_second) : 0;
  const ended = state.step?.direction ?? 0;
  closeStep(run);
  if (before && kind === 'hole' && passed - (elapsed ?? 0) > Math.max(shortGap, 10 * state.mean_interval_second))
    cutByHole(run, ended, before, passed - (elapsed ?? 0));
  if (before && kind === 'clock') cutByHole(run, ended, before, 0);
  state.rest_current_ampere = restCurrent(state);
  state.least_jump_ampere = state.current_steps >= 10 ? 2.5 * (state.current_step_ampere ?? 0) : 0;

  const type = recordValue(columns, 'step_type', row) ?? before?.step_type ?? null;
  const direction = recordClass(values.current_ampere[row], type, state.rest_current_ampere);
  const magnitude = Math.max(0, values.current_ampere[row] * (direction || 1));
  const voltage = values.voltage_volt[row];
  const step: Step = {
    direction,
    first_record_index: values.record_index[row],
    first_unix_time_second: values.unix_time_second[row],
    first_test_time_second: time,
    first_voltage_volt: voltage,
    cycle_count: recordValue(columns, 'cycle_count', row) ?? before?.cycle_count ?? null,
    records: 1,
    base_current_ampere: magnitude,
    current_sum: 0,
    current_square_sum: 0,
    least_voltage_volt: voltage,
    integral_ah: 0,
    integral_wh: 0,
    first_integral_ah: 0,
    counter_ah: 0,
    counter_wh: 0,
    counter_valid: false,
    energy_counter_valid: false,
    rough: false,
    hold_voltage_volt: voltage,
    hold_current_ampere: magnitude,
    hold_records: 1,
    hold_from_second: time,
    hold_from_ah: 0,
    edge: null,
    grid: null,
  };
  if (direction !== 0) {
    addFirstRecord(step, columns, row, before, kind, passed, elapsed, magnitude);
    const reference = state.nominal_capacity_ah ?? state.life.largest_half_ah;
    if (state.shapes) step.grid = beginChargeGrid(direction, voltage, step.integral_ah, reference);
  }
  if (before && kind === 'edge' && (ended === 0) !== (direction === 0)) {
    const began = elapsed !== null && elapsed <= passed ? time - elapsed : before.test_time_second;
    if (state.shapes || state.edges) step.edge = beginEdge(began, before.voltage_volt, before.current_ampere * ended);
    if (direction === 0) state.rest = beginRest(began, voltage);
  }
  if (direction !== 0 || kind !== 'edge' || type === end) endRest(run);
  state.step = step;
  state.last = lastRecord(columns, row, before, magnitude, step.cycle_count);
  state.turn_at_ah = null;
  if (run.watch?.began) {
    const told = before !== null && elapsed !== null && elapsed <= 1.01 * passed + 0.05;
    run.watch.began(state, kind, before, told ? time - Math.min(elapsed, passed) : null);
  }
  if (type === end) endTest(run);
  if (direction === 0) return;
  startLoad(run, kind);
  if ((type === 2 && direction === -1) || (type === 3 && direction === 1)) flag(run, 'sign_suspect');
}

function addFirstRecord(
  step: Step,
  columns: RecordColumns,
  row: number,
  before: LastRecord | null,
  kind: EdgeKind,
  passed: number,
  elapsed: number | null,
  magnitude: number,
): void {
  const discharging = step.direction < 0;
  const counter = columns.has.counter ? (discharging ? columns.discharge_counter : columns.charge_counter)[row] : NaN;
  const energyCounter = columns.has.energy_counter
    ? (discharging ? columns.discharge_energy : columns.charge_energy)[row]
    : NaN;
  step.counter_valid = Number.isFinite(counter);
  step.energy_counter_valid = Number.isFinite(energyCounter);
  if (kind === 'test' || kind === 'clock' || !before) return;
  const expected = (magnitude * Math.min(elapsed ?? passed, passed)) / 3600;
  if (step.counter_valid)
    step.counter_ah = counterAtEdge(
      discharging ? before.discharge_counter_ah : before.charge_counter_ah,
      counter,
      expected,
    );
  if (step.energy_counter_valid)
    step.counter_wh = counterAtEdge(
      discharging ? before.discharge_counter_wh : before.charge_counter_wh,
      energyCounter,
      expected * Math.abs(step.first_voltage_volt),
    );
  if (elapsed !== null && elapsed <= 60 && elapsed <= 1.01 * passed + 0.05)
    step.integral_ah = (magnitude * elapsed) / 3600;
  else if (step.counter_valid) step.integral_ah = step.counter_ah;
  step.integral_wh = step.integral_ah * step.first_voltage_volt;
  step.hold_from_ah = step.first_integral_ah = step.integral_ah;
}

function lastRecord(
  columns: RecordColumns,
  row: number,
  before: LastRecord | null,
  magnitude: number,
  cycle_count: number | null,
): LastRecord {
  const { values, has } = columns;
  const counter = (column: Float64Array, there: boolean, known: number | null | undefined) =>
    there && Number.isFinite(column[row]) ? column[row] : (known ?? null);
  return {
    record_index: values.record_index[row],
    unix_time_second: values.unix_time_second[row],
    test_time_second: values.test_time_second[row],
    step_time_second: recordValue(columns, 'step_time_second', row) ?? before?.step_time_second ?? null,
    step_id: recordValue(columns, 'step_id', row) ?? before?.step_id ?? null,
    step_count: recordValue(columns, 'step_count', row) ?? before?.step_count ?? null,
    step_type: recordValue(columns, 'step_type', row) ?? before?.step_type ?? null,
    cycle_count,
    cycler_state: cyclerState(columns, row) ?? before?.cycler_state ?? null,
    end_status: recordValue(columns, 'end_status', row),
    voltage_volt: values.voltage_volt[row],
    moved_volt: 0,
    current_ampere: magnitude,
    temperature_celsius: temperature(columns, row, row + 1, before?.temperature_celsius ?? null),
    charge_counter_ah: counter(columns.charge_counter, has.counter, before?.charge_counter_ah),
    discharge_counter_ah: counter(columns.discharge_counter, has.counter, before?.discharge_counter_ah),
    charge_counter_wh: counter(columns.charge_energy, has.energy_counter, before?.charge_counter_wh),
    discharge_counter_wh: counter(columns.discharge_energy, has.energy_counter, before?.discharge_counter_wh),
  };
}

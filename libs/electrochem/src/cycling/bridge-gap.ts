import { addRecord } from './add-record.js';
import { classAt } from './class-at.js';
import { beginStep } from './begin-step.js';
import type { RecordColumns } from './record-columns.js';
import { recordValue } from './record-value.js';
import { flag, owner, type Run } from './run.js';
import type { LastRecord, Step } from './state.js';

/**
 * A hole in time inside a step: bridged by the cycler's counter if that rose over it, else by interpolation if both ends are
 * one constant current, else the half is incomplete and nothing is added.
 */
export function bridgeGap(run: Run, columns: RecordColumns, row: number, hole: boolean): void {
  const { state } = run;
  const step = state.step as Step;
  const last = state.last as LastRecord;
  const { values } = columns;
  const passed = values.test_time_second[row] - last.test_time_second;
  const elapsed = recordValue(columns, 'step_time_second', row);
  const sameStep =
    elapsed === null ||
    last.step_time_second === null ||
    Math.abs(elapsed - last.step_time_second - passed) <= 1 + 0.01 * passed;
  if (!sameStep || classAt(state, columns, row) !== step.direction)
    return beginStep(run, columns, row, hole ? 'hole' : 'edge');
  if (step.direction === 0) return addRecord(run, columns, row);

  const discharging = step.direction < 0;
  const counter = columns.has.counter ? (discharging ? columns.discharge_counter : columns.charge_counter)[row] : NaN;
  const before = discharging ? last.discharge_counter_ah : last.charge_counter_ah;
  const magnitude = Math.max(0, values.current_ampere[row] * step.direction);
  const { integral_ah, integral_wh } = step;
  const voltage = (last.voltage_volt + values.voltage_volt[row]) / 2;
  step.hold_current_ampere = 0;
  if (step.counter_valid && before !== null && counter >= before) {
    addRecord(run, columns, row);
    step.integral_ah = integral_ah + (counter - before);
    step.integral_wh = integral_wh + (counter - before) * voltage;
    step.hold_from_ah = step.integral_ah;
    return flag(run, 'gap_counter');
  }
  if (Math.abs(magnitude - last.current_ampere) <= 0.01 * magnitude) {
    addRecord(run, columns, row);
    return flag(run, 'gap_filled');
  }
  const { counter_ah, counter_wh } = step;
  addRecord(run, columns, row);
  Object.assign(step, { integral_ah, integral_wh, counter_ah, counter_wh });
  const half = owner(state);
  if (half) half.incomplete = true;
  flag(run, 'half_incomplete');
}

import { beginStep } from './begin-step.js';
import { bridgeGap } from './bridge-gap.js';
import { addRecord } from './add-record.js';
import { classAt } from './class-at.js';
import { jump, shortGap } from './in-step.js';
import { keepWaiting, resolveWaiting } from './waiting-record.js';
import type { RecordColumns } from './record-columns.js';
import { cyclerState, recordValue } from './record-value.js';
import { flag, type Run } from './run.js';
import type { CyclingState, LastRecord, Step } from './state.js';

/** Maccor: from here an end status says that the row ends its step, so a change of class is sure. */
const stepEnd = 128;

/** `aside`: dropped, or kept back until the next record. `late`: the cell must be folded again. */
export type Taken = 'counted' | 'aside' | 'late';

/** Takes one record that needs a decision. */
export function takeRecord(run: Run, row: number): Taken {
  const { state, columns } = run;
  const { values } = columns;
  const index = values.record_index[row];
  if (index <= state.record_index) return 'late';
  if (state.last && index > state.record_index + 1) flag(run, 'missing_records');
  const hole = state.last !== null && index > state.record_index + 1;
  state.record_index = index;
  if (!Number.isFinite(values.voltage_volt[row]) || !Number.isFinite(values.current_ampere[row])) {
    run.dropped++;
    return 'aside';
  }
  if (state.waiting) resolveWaiting(run, row);
  return decide(run, columns, row, hole);
}

function decide(run: Run, columns: RecordColumns, row: number, hole: boolean): Taken {
  const { state } = run;
  const { last } = state;
  if (!last) {
    beginStep(run, columns, row, 'test');
    return 'counted';
  }
  const now = columns.values.test_time_second[row];
  if (now < last.test_time_second) {
    keepWaiting(run, row, 'clock');
    return 'aside';
  }
  if (isDeclaredEdge(last, columns, row)) {
    beginStep(run, columns, row, hole ? 'hole' : 'edge');
    return 'counted';
  }
  const passed = now - last.test_time_second;
  if (passed === 0) {
    run.dropped++;
    flag(run, 'data_clock');
    run.watch?.misclocked?.('repeated', columns, row);
    return 'aside';
  }
  learnStep(last, columns, row);
  if (passed > shortGap && passed > 10 * state.mean_interval_second) bridgeGap(run, columns, row, hole);
  else if (!isSuspectedEdge(state, columns, row)) addRecord(run, columns, row);
  else if ((recordValue(columns, 'end_status', row) ?? 0) < stepEnd) {
    keepWaiting(run, row, 'edge');
    return 'aside';
  } else if (classAt(state, columns, row) !== state.step!.direction) beginStep(run, columns, row, 'edge');
  else addRecord(run, columns, row);
  return 'counted';
}

/** The cycler says that a new step began: another step, another state, or the step's clock began again. */
function isDeclaredEdge(last: LastRecord, columns: RecordColumns, row: number): boolean {
  const changed = (name: 'step_count' | 'step_id' | 'step_type') => {
    const value = recordValue(columns, name, row);
    return value !== null && last[name] !== null && value !== last[name];
  };
  const word = cyclerState(columns, row);
  const elapsed = recordValue(columns, 'step_time_second', row);
  return (
    changed('step_count') ||
    changed('step_id') ||
    changed('step_type') ||
    (word !== null && last.cycler_state !== null && word !== last.cycler_state) ||
    (elapsed !== null && last.step_time_second !== null && elapsed < last.step_time_second)
  );
}

/**
 * The class or the current changed and nobody announced it. A current that falls while the voltage stays is a taper, and the
 * first two records of a step may still be on its ramp.
 */
function isSuspectedEdge(state: CyclingState, columns: RecordColumns, row: number): boolean {
  const step = state.step as Step;
  const last = state.last as LastRecord;
  if (classAt(state, columns, row) !== step.direction) return true;
  if (step.direction === 0 || step.records < 2 || last.step_type === 5) return false;
  const magnitude = columns.values.current_ampere[row] * step.direction;
  const change = Math.abs(magnitude - last.current_ampere);
  if (change <= jump * last.current_ampere || change <= state.least_jump_ampere) return false;
  const against = (last.voltage_volt - columns.values.voltage_volt[row]) * step.direction;
  return magnitude > last.current_ampere || against > 0.002;
}

/** What the source says for the first time within a step is no edge. */
function learnStep(last: LastRecord, columns: RecordColumns, row: number): void {
  last.step_id ??= recordValue(columns, 'step_id', row);
  last.step_count ??= recordValue(columns, 'step_count', row);
  last.step_type ??= recordValue(columns, 'step_type', row);
  last.cycler_state ??= cyclerState(columns, row);
}

import { addRecord } from './add-record.js';
import { classAt } from './class-at.js';
import type { QuantityName, RecordBatch } from '@cellwatch/events';
import { beginStep } from './begin-step.js';
import { jump } from './in-step.js';
import { isReversed, recordColumns, type RecordColumns } from './record-columns.js';
import { flag, type Run } from './run.js';
import { settleRecord } from './settle.js';
import type { CyclingState, LastRecord, Step, WaitingRecord } from './state.js';

/** Keeps a record back until the next one tells what it is. */
export function keepWaiting(run: Run, row: number, reason: WaitingRecord['reason']): void {
  const { batch } = run;
  const values: Record<string, number> = {};
  for (const [name, column] of Object.entries(batch.columns))
    if (Number.isFinite(column[row])) values[name] = column[row];
  const { cycler_state } = batch;
  run.state.waiting = {
    reason,
    values,
    cycler_state: cycler_state ? (cycler_state.dictionary[cycler_state.codes[row]] ?? null) : null,
  };
}

/** Decides on the record that waits, now that the record at `row` follows it. */
export function resolveWaiting(run: Run, row: number): void {
  const { state, columns } = run;
  const waiting = state.waiting as WaitingRecord;
  const kept = waitingColumns(state, waiting);
  state.waiting = null;
  const last = state.last as LastRecord;
  const next = columns.values.test_time_second[row];
  const time = kept.values.test_time_second[0];
  if (waiting.reason === 'clock') {
    flag(run, 'data_clock');
    const restarted = next < last.test_time_second && next > time;
    run.watch?.misclocked?.(restarted ? 'restarted' : 'backward', kept, 0);
    if (!restarted) {
      run.dropped++;
      return;
    }
    beginStep(run, kept, 0, 'clock');
    return settleRecord(run, kept, 0);
  }
  if (next > time && stays(run, kept, row)) {
    learnResolution(run, kept);
    beginStep(run, kept, 0, 'edge');
  } else addRecord(run, kept, 0);
  settleRecord(run, kept, 0);
}

/** At the end of a test nothing follows: a record of another class stands for itself, one on a wrong clock is dropped. */
export function releaseWaiting(run: Run): void {
  const { state } = run;
  if (!state.waiting) return;
  const { reason } = state.waiting;
  const kept = waitingColumns(state, state.waiting);
  state.waiting = null;
  if (reason === 'clock') {
    flag(run, 'data_clock');
    run.watch?.misclocked?.('backward', kept, 0);
    run.dropped++;
    return;
  }
  if (classAt(state, kept, 0) !== state.step!.direction) beginStep(run, kept, 0, 'edge');
  else addRecord(run, kept, 0);
  settleRecord(run, kept, 0);
}

/** Edges that come every few records are the steps of the instrument, not of the protocol. */
function learnResolution({ state }: Run, kept: RecordColumns): void {
  const step = state.step as Step;
  if (step.direction === 0 || step.records >= 10 || classAt(state, kept, 0) !== step.direction) return;
  const change = Math.abs(Math.abs(kept.values.current_ampere[0]) - (state.last as LastRecord).current_ampere);
  state.current_step_ampere = Math.min(state.current_step_ampere ?? change, change);
  state.current_steps = Math.min(10, state.current_steps + 1);
}

function stays({ state, columns }: Run, kept: RecordColumns, row: number): boolean {
  const direction = classAt(state, kept, 0);
  if (classAt(state, columns, row) !== direction) return false;
  if (direction !== (state.step as Step).direction) return true;
  const one = Math.abs(kept.values.current_ampere[0]);
  return Math.abs(Math.abs(columns.values.current_ampere[row]) - one) <= jump * one;
}

function waitingColumns({ facts }: CyclingState, { values, cycler_state }: WaitingRecord): RecordColumns {
  const columns: RecordBatch['columns'] = {};
  for (const name of Object.keys(values) as QuantityName[]) columns[name] = Float64Array.of(values[name]);
  const state = cycler_state === null ? undefined : { dictionary: [cycler_state], codes: Uint8Array.of(0) };
  return recordColumns({ length: 1, columns, cycler_state: state } as RecordBatch, isReversed({ facts }));
}

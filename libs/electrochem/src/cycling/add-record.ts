import { inStep } from './in-step.js';
import type { RecordColumns } from './record-columns.js';
import type { Run } from './run.js';

/** Adds a record to the running step whatever its current is. */
export function addRecord(run: Run, columns: RecordColumns, row: number): void {
  const { state } = run;
  const record = state.record_index;
  inStep(run, row, row + 1, true, columns);
  state.record_index = record;
}

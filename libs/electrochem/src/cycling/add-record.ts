import { inStep, jump } from './in-step.js';
import type { RecordColumns } from './record-columns.js';
import type { Run } from './run.js';
import type { LastRecord, Step } from './state.js';

/** Adds a record to the running step whatever its current is. */
export function addRecord(run: Run, columns: RecordColumns, row: number): void {
  const { state } = run;
  const step = state.step as Step;
  const record = state.record_index;
  const before = (state.last as LastRecord).current_ampere;
  const magnitude = Math.max(0, columns.values.current_ampere[row] * (step.direction || 1));
  if (step.direction !== 0 && Math.abs(magnitude - before) > jump * before) step.rough = true;
  inStep(run, row, row + 1, true, columns);
  state.record_index = record;
}

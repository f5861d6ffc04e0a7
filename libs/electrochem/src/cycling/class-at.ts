import { recordClass } from './record-class.js';
import type { RecordColumns } from './record-columns.js';
import { recordValue } from './record-value.js';
import type { CyclingState, Direction } from './state.js';

/** Class of the record at a row, by the limits of the running step. */
export function classAt(state: CyclingState, columns: RecordColumns, row: number): Direction | 0 {
  const type = recordValue(columns, 'step_type', row) ?? state.last?.step_type ?? null;
  return recordClass(columns.values.current_ampere[row], type, state.rest_current_ampere);
}

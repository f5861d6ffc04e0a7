import type { RecordColumns } from './record-columns.js';

/** A column's value at a row; null where the source printed nothing. */
export function recordValue(columns: RecordColumns, name: keyof RecordColumns['values'], row: number): number | null {
  if (!columns.has[name]) return null;
  const value = columns.values[name][row];
  return Number.isFinite(value) ? value : null;
}

export function cyclerState(columns: RecordColumns, row: number): string | null {
  return columns.state_words[columns.state_codes[row]] ?? null;
}

import type { RejectReason } from '@cellwatch/events';
import type { NumberColumn } from './bind-columns.js';
import { decodeText } from './decode-text.js';

/** A bad row: why, and what to say. */
export interface Refusal {
  reason: RejectReason;
  what: string;
}

/** Why a cell gave no number: null where it says that there is none and the column may do without. */
export function refuseMissing(column: NumberColumn, cell: Uint8Array): Refusal | null {
  const text = decodeText(cell).trim();
  const nothing = text === '' || /^n\/?an?$/i.test(text);
  if (nothing && !column.required) return null;
  const time = column.quantity === 'test_time_second' || column.quantity === 'step_time_second';
  if (time && column.unit === 'clock' && /^[\d.,]+$/.test(text))
    return {
      reason: 'bad_time',
      what: `${column.label}: got ${text} without a unit, expected 0d 00:00:00.0; time_unit tells it`,
    };
  if (time) return { reason: 'bad_time', what: `${column.label}: got "${clipped(text)}", expected a time` };
  return { reason: 'not_a_number', what: `${column.label}: got "${clipped(text)}", expected ${wanted(column)}` };
}

/** For a number that the table cannot hold. */
export function refuseLarge(column: NumberColumn, value: number): Refusal {
  const most = Number(column.limit.toPrecision(3));
  return {
    reason: 'implausible',
    what: `${column.label}: got ${value} (${column.quantity}), expected at most ${most} either way`,
  };
}

/** Beyond this a single cell's current is more likely milliamperes under a header that says amperes. */
const largestCurrentAmpere = 500;

/** A value that another unit would explain. Null where the caller told the unit, or nothing is odd. */
export function suspectUnit(column: NumberColumn, value: number, told: string | undefined): Refusal | null {
  if (told !== undefined) return null;
  const size = Math.abs(value);
  if (column.quantity === 'current_ampere' && size > largestCurrentAmpere)
    return suspect(
      column,
      value,
      'A',
      `at most ${largestCurrentAmpere} A; if these are mA, current_unit mA tells it, if A, current_unit A`,
    );
  if (column.quantity === 'voltage_volt' && column.per === 1000 && size >= 0.0005 && size <= 0.006)
    return suspect(column, value, 'V', 'a cell voltage; if the header says mV and means V, voltage_unit V tells it');
  return null;
}

function suspect(column: NumberColumn, value: number, unit: string, expected: string): Refusal {
  return { reason: 'unit_suspect', what: `${column.label}: got ${value} ${unit}, expected ${expected}` };
}

function wanted({ kind, unit }: NumberColumn): string {
  return kind === 'integer' ? 'a whole number' : `a number in ${unit}`;
}

export function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

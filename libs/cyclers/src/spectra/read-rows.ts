import type { SweepColumns } from './bind-sweep.js';
import { refuseSpectra } from './refuse-spectra.js';
import type { SpectrumLayout, SweepQuantity } from './spectrum-layout.js';
import type { RowsSetAside, SetAsideReason, SpectraRefused } from './spectrum-reading.js';

/** The points of one table, as columns, with the line of each. */
export interface TableRows {
  values: Partial<Record<SweepQuantity, number[]>>;
  lines: number[];
  set_aside: RowsSetAside[];
  /** Index of the line after the table. */
  end: number;
}

const numeric: SweepQuantity[] = ['frequency', 'angular_frequency', 'real', 'imaginary', 'modulus', 'phase'];
const missing = /^(nan|n\/a|null|-)?$/i;

/** Reads the rows from `lines[from]` on. Rows that are no points are set aside and counted by their reason. */
export function readRows(
  layout: SpectrumLayout,
  { columns, names }: SweepColumns,
  lines: readonly string[],
  from: number,
): TableRows | SpectraRefused {
  const separator = layout.cells ?? layout.separator;
  const split = (line: string) => (separator instanceof RegExp ? line.trim() : line).split(separator);
  const wanted = Object.entries(columns) as [SweepQuantity, NonNullable<SweepColumns['columns']['real']>][];
  const sweep = wanted.filter(([quantity]) => numeric.includes(quantity));
  const comma = decimalComma(lines.slice(from, from + 30).map(split), sweep.map(([, { at }]) => at), separator); // prettier-ignore
  const values = Object.fromEntries(wanted.map(([quantity]) => [quantity, [] as number[]]));
  const set_aside = new Map<SetAsideReason, RowsSetAside>();
  const setAside = (reason: SetAsideReason, index: number, message: string) => {
    const known = set_aside.get(reason);
    if (known) known.rows++;
    else set_aside.set(reason, { reason, rows: 1, first_line: index + 1, message });
  };
  const kept: number[] = [];
  let width = 0;
  let index = from;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (layout.ends?.test(line)) break;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const cells = split(line);
    while (cells.length > names && cells.at(-1)!.trim() === '') cells.pop();
    if (cells.length > names)
      return refuseSpectra('columns_shifted', index + 1, `${cells.length} fields under ${names} names: a name was lost and the columns after it are shifted, expected a name for each column`); // prettier-ignore
    width ||= cells.length;
    if (cells.length < width) {
      setAside('truncated_row', index, `got ${cells.length} fields, expected ${width} as in the rows before`);
      continue;
    }
    const row = wanted.map(([quantity, { at, factor }]): [SweepQuantity, number, string] => {
      const cell = (cells[at] ?? '').trim();
      return [quantity, factor * toNumber(cell, comma), cell];
    });
    const fault = faultOf(row);
    if (fault) {
      setAside(fault.reason, index, fault.message);
      continue;
    }
    for (const [quantity, value] of row) values[quantity].push(value);
    kept.push(index + 1);
  }
  return { values, lines: kept, set_aside: [...set_aside.values()], end: index };
}

function faultOf(row: [SweepQuantity, number, string][]): { reason: SetAsideReason; message: string } | null {
  const sweep = row.filter(([quantity]) => numeric.includes(quantity));
  const strange = sweep.find(([, value, cell]) => Number.isNaN(value) && !missing.test(cell));
  if (strange) return { reason: 'not_a_number', message: `got "${strange[2].slice(0, 40)}", expected a number` };
  const isFrequency = (quantity: SweepQuantity) => quantity === 'frequency' || quantity === 'angular_frequency';
  const frequency = sweep.find(([quantity]) => isFrequency(quantity))!;
  if (!(frequency[1] > 0))
    return { reason: 'no_frequency', message: `got frequency "${frequency[2]}", expected one above 0: not a point of a sweep` }; // prettier-ignore
  const parts = sweep.filter(([quantity]) => !isFrequency(quantity));
  if (parts.some(([, value]) => Number.isNaN(value)) || parts.every(([, value]) => value === 0))
    return { reason: 'no_impedance', message: 'the impedance is empty or 0, expected numbers' };
  return null;
}

/** Cells of numbers with commas and no points, between which something other than a comma stands. */
function decimalComma(rows: string[][], at: number[], separator: string | RegExp): boolean {
  if (separator === ',') return false;
  const cells = rows.flatMap((row) => at.map((column) => row[column] ?? ''));
  return cells.some((cell) => cell.includes(',')) && !cells.some((cell) => cell.includes('.'));
}

function toNumber(cell: string, comma: boolean): number {
  if (missing.test(cell)) return NaN;
  const value = Number(comma ? cell.replace(',', '.') : cell);
  return Number.isFinite(value) ? value : NaN;
}

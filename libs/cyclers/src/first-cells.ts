import { decodeText } from './decode-text.js';
import type { Table } from './recognise.js';
import { comma, point, type DecimalMark } from './scan-number.js';
import { emptyFields, splitFields } from './split-fields.js';

/** The first row's cells as text; none where the source has no row yet. */
export function firstCells({ rows: [row], delimiter }: Pick<Table, 'rows' | 'delimiter'>): string[] {
  if (!row) return [];
  const line = new Uint8Array(row.length + 1);
  line.set(row);
  line[row.length] = 10;
  const fields = emptyFields(row.length + 1);
  splitFields(line, 0, delimiter, fields);
  return Array.from({ length: fields.count }, (_, i) => decodeText(line.subarray(fields.starts[i], fields.ends[i])));
}

/** A comma where the first row's numbers have commas and no points: Maccor prints its decimals in every row. */
export function decimalMark(numbers: readonly string[]): DecimalMark {
  return numbers.some((cell) => cell.includes(',')) && !numbers.some((cell) => cell.includes('.')) ? comma : point;
}

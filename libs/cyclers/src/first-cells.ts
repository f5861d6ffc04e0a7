import { wordsOf } from './count-tabs.js';
import { decodeText } from './decode-text.js';
import type { Table } from './recognise.js';
import { comma, point, type DecimalMark } from './scan-number.js';
import { emptyFields, planFields, splitFields } from './split-fields.js';

/** The first row's cells as text; none where the source has no row yet. */
export function firstCells({ rows: [row], delimiter, header }: Pick<Table, 'rows' | 'delimiter' | 'header'>): string[] {
  if (!row) return [];
  const line = new Uint8Array(row.length + 1);
  line.set(row);
  line[row.length] = 10;
  const plan = planFields([], [header.length - 1], delimiter, point);
  const fields = emptyFields(plan);
  splitFields(line, wordsOf(line), 0, plan, fields);
  const there = Math.min(fields.count, header.length);
  return Array.from({ length: there }, (_, i) => decodeText(line.subarray(fields.starts[i], fields.ends[i])));
}

/** A comma where the first row's numbers have commas and no points: Maccor prints its decimals in every row. */
export function decimalMark(numbers: readonly string[]): DecimalMark {
  return numbers.some((cell) => cell.includes(',')) && !numbers.some((cell) => cell.includes('.')) ? comma : point;
}

import { quantityNames, type QuantityName, type RecordBatch } from '@cellwatch/events';
import { exitCodes, UserError } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { readCellOption } from '../read-cell-option.js';
import { readFile } from '../read-file.js';
import { reportRefused } from '../report-refused.js';
import { writeOut } from '../write-out.js';

export interface ParseOptions {
  cell?: string;
  format: 'csv' | 'ndjson';
  timeZone?: string;
  dateOrder?: 'mdy' | 'dmy';
}

/** Prints a file's canonical records: BDF columns as CSV, or one JSON object a line. */
export async function parse(path: string, options: ParseOptions): Promise<number> {
  const cell = await readCellOption(options.cell);
  const refused = reportRefused(path);
  let names: QuantityName[] | undefined;
  const readings = readFile(path, {
    cell_id: cell?.cell_id,
    time_zone: labTimeZone(options.timeZone),
    date_order: options.dateOrder,
  });
  for await (const reading of readings) {
    if (reading.kind === 'reject') refused.add(reading.reject);
    if (reading.kind !== 'batch') continue;
    if (names === undefined) {
      names = quantityNames.filter((name) => reading.batch.columns[name] !== undefined);
      if (options.format === 'csv') await writeOut(`${['cell_id', 'test_id', ...names, 'cycler_state'].join(',')}\n`);
    }
    await writeOut(options.format === 'csv' ? csv(reading.batch, names) : ndjson(reading.batch, names));
  }
  if (names === undefined) throw new UserError(`${path}: no record could be read from it`);
  return refused.count > 0 ? exitCodes.someRefused : exitCodes.ok;
}

function rows<T>(batch: RecordBatch, names: QuantityName[], row: (values: number[], state: string) => T): T[] {
  const columns = names.map((name) => batch.columns[name]);
  const { cycler_state: states } = batch;
  return Array.from({ length: batch.length }, (_, index) =>
    row(
      columns.map((column) => column?.[index] ?? NaN),
      states ? states.dictionary[states.codes[index]] : '',
    ),
  );
}

function csv(batch: RecordBatch, names: QuantityName[]): string {
  const ids = `${csvField(batch.cell_id)},${csvField(batch.test_id)}`;
  const line = (values: number[], state: string) =>
    `${ids},${values.map((value) => (Number.isNaN(value) ? '' : value)).join(',')},${csvField(state)}\n`;
  return rows(batch, names, line).join('');
}

function ndjson(batch: RecordBatch, names: QuantityName[]): string {
  const { cell_id, test_id } = batch;
  const line = (values: number[], cycler_state: string) => {
    const record = Object.fromEntries(names.map((name, at) => [name, Number.isNaN(values[at]) ? null : values[at]]));
    return `${JSON.stringify({ cell_id, test_id, ...record, cycler_state })}\n`;
  };
  return rows(batch, names, line).join('');
}

export function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

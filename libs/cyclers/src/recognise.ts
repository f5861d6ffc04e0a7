import type { RejectReason } from '@cellwatch/events';
import { cyclerFormats } from './cycler-formats.js';
import { decodeText } from './decode-text.js';
import { findColumn, headerCell, type HeaderCell } from './find-column.js';
import type { Layout } from './layout.js';
import { layouts } from './layouts/layouts.js';
import type { Preamble } from './preamble.js';

/** The first bytes of a source are looked at up to here. */
export const headBytes = 65536;
const headLines = 256;
/** So many lines without a letter are rows of numbers, and no header of ours was above them. */
const numberLines = 30;
/** A line of fewer cells is no header. */
const leastCells = 5;
/** Rows whose hash names a test whose file prints no name. */
const namingRows = 8;

export interface Table {
  kind: 'table';
  layout: Layout;
  delimiter: number;
  header: HeaderCell[];
  preamble: Preamble;
  /** Line number of the first row, and where it begins. */
  line: number;
  offset: number;
  /** The first row, or the first eight where the file prints no name; fewer where the source ends. `end`: where they end. */
  rows: Uint8Array[];
  end: number;
}

export type Recognised = Table | { kind: 'refused'; reason: RejectReason; message: string } | { kind: 'more' };

/**
 * Which declared layout the head of a source has. `more`: not decided yet; it never is when `final`. The answer depends on
 * the bytes alone, not on how many of them are there, except that there must be enough.
 */
export function recognise(source: Uint8Array, final: boolean): Recognised {
  const bytes = source.subarray(0, headBytes);
  const full = final || bytes.length === headBytes;
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b)
    return refuse('binary', 'got gzip, expected text: unpack it first');
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)))
    return refuse('binary', 'got UTF-16 text, expected UTF-8 or a single-byte encoding: export or convert it so');
  const lines: string[] = [];
  let blank = true;
  let numbers = 0;
  for (let from = 0; from < bytes.length && lines.length < headLines && numbers < numberLines;) {
    const newline = bytes.indexOf(10, from);
    const to = newline < 0 ? bytes.length : newline;
    const nul = bytes.subarray(from, to).indexOf(0);
    if (nul >= 0) return refuse('binary', `got a binary file (a zero byte at offset ${from + nul}), expected text`);
    if (newline < 0 && !full) return { kind: 'more' };
    const line = decodeText(bytes.subarray(from, to))
      .replace(/^\ufeff/, '')
      .replace(/\r$/, '');
    from = to + 1;
    if (line.trim() !== '') {
      blank = false;
      if (!/\p{L}/u.test(line)) numbers++;
    }
    const delimiter = line.includes('\t') ? '\t' : ',';
    const header = line.split(delimiter).map(headerCell);
    if (header.at(-1)?.label === '') header.pop();
    const other = notRecords(line, header);
    if (other) return refuse(other, otherMessage[other]!);
    const fitting = header.length < leastCells ? [] : layouts.filter((candidate) => fits(candidate, header));
    if (fitting.length > 1)
      return refuse(
        'unknown_format',
        `got a header of ${fitting.map(({ source_format }) => source_format).join(' and of ')}, expected one of them`,
      );
    const [layout] = fitting;
    const refusal = layout?.refuses?.(lines);
    if (refusal) return refuse('unknown_format', refusal);
    if (layout) {
      const table = {
        layout,
        delimiter: delimiter.charCodeAt(0),
        header,
        preamble: layout.preamble(lines),
        line: lines.length + 2,
      };
      return withRows(table, bytes, Math.min(from, bytes.length), full);
    }
    lines.push(line);
  }
  if (lines.length < headLines && numbers < numberLines && !full) return { kind: 'more' };
  if (blank) return refuse('empty', 'got no text, expected a cycler file');
  return refuse('unknown_format', `got "${shown(lines)}", expected ${known}`);
}

function withRows(
  table: Omit<Table, 'kind' | 'offset' | 'rows' | 'end'>,
  bytes: Uint8Array,
  offset: number,
  full: boolean,
): Table | { kind: 'more' } {
  const wanted = table.preamble.title === '' ? namingRows : 1;
  const rows: Uint8Array[] = [];
  let end = offset;
  while (rows.length < wanted && end < bytes.length) {
    const newline = bytes.indexOf(10, end);
    if (newline < 0 && !full) break;
    const to = newline < 0 ? bytes.length : newline;
    const row = bytes.subarray(end, bytes[to - 1] === 13 ? to - 1 : to);
    if (row.some((byte) => byte > 32)) rows.push(row);
    end = Math.min(to + 1, bytes.length);
  }
  return full || rows.length === wanted ? { kind: 'table', ...table, offset, rows, end } : { kind: 'more' };
}

function fits(layout: Layout, header: readonly HeaderCell[]): boolean {
  const has = (label: string) => header.some(({ whole }) => whole === label);
  if (layout.without?.some(has) || layout.beside?.some((label) => !has(label))) return false;
  return layout.columns.every((column) => !column.required || findColumn(column, header) >= 0);
}

const otherMessage: Partial<Record<RejectReason, string>> = {
  impedance_sweep: 'got an impedance sweep, expected cycling records: set aside for the impedance room',
  statistics_table: 'got a table of statistics per cycle, expected one row a record: export the records',
};

/** Columns by which tables per cycle are known: Maccor's, Arbin's, the Battery Data Hub's. */
const statistics = [['ah-in', 'ah-out'], ['v_max_on_cycle'], ['q_chg', 'q_dis']];

function notRecords(line: string, header: readonly HeaderCell[]): RejectReason | undefined {
  const has = (name: string) => header.some((cell) => cell.name === name);
  if (/^MACCOR.*AC Impedance/i.test(line) || (has('freq') && (has("z'") || has('re(z)')))) return 'impedance_sweep';
  return statistics.some((labels) => labels.every(has)) ? 'statistics_table' : undefined;
}

/** The line that looks most like a table's header, for the error text. */
function shown(lines: readonly string[]): string {
  const words = (line: string) => line.split(/[\t,;]/).filter((cell) => /[A-Za-z]/.test(cell)).length;
  const best = lines.reduce((a, b) => (words(b) > words(a) ? b : a));
  return best
    .replace(/[\x00-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 160);
}

function refuse(reason: RejectReason, message: string): Recognised {
  return { kind: 'refused', reason, message };
}

const known = `a header of one of: ${cyclerFormats()
  .map(({ title }) => title.split(':')[0])
  .join('; ')}`;

import { recordsPerMessage, type Reject } from '@cellwatch/events';
import { bindColumns } from './bind-columns.js';
import { wordsOf } from './count-tabs.js';
import type { Reading, ReadOptions, RowsState, TestHeader } from './cycler-reader.js';
import { decimalMark, firstCells } from './first-cells.js';
import { introduceTest } from './introduce-test.js';
import { makeReject } from './make-reject.js';
import type { Table } from './recognise.js';
import type { Refusal } from './refuse-number.js';
import { rowTaker } from './row-taker.js';
import { comma } from './scan-number.js';
import { emptyFields, planFields, splitFields } from './split-fields.js';
import { zonedClock } from './zoned-clock.js';

/** A longer line is no row of a cycler. */
export const longestLine = 65536;
const rejectsHeld = 64;

/** The rows below a recognised header. Every line goes through `read` once, in order. */
export interface Rows {
  /** Whose rows these are. */
  identity: { cell_id: string; test_id: string };
  /** Reads the whole lines in `bytes[from, to)`. `offset` is where `bytes[0]` lies in the source. */
  read(bytes: Uint8Array, from: number, to: number, offset: number, out: Reading[]): void;
  /** A line that is longer than any row; its first bytes. */
  refuseLong(bytes: Uint8Array, next: number, out: Reading[]): void;
  /** Gives what is held back: the test where it is new, one batch, then its rejects. `next`: offset of the next line. */
  emit(next: number, out: Reading[]): void;
  holds(): boolean;
  state(): RowsState;
  /** As it was when everything read had been given. */
  given(): { bytes: number; rows: RowsState };
}

/** Opens a recognised table at the line that begins at `next` in the source. */
export function openRows(table: Table, options: ReadOptions, resumed: RowsState | null, next: number): Rows {
  const cells = firstCells(table);
  const bound = bindColumns(table, cells, options);
  const { numbers, date, state, sweep } = bound;
  const zone = zonedClock(options.time_zone);
  const introduction = introduceTest(table, cells, bound, options, zone);
  const { test } = introduction;
  const mark =
    table.delimiter === comma ? decimalMark([]) : decimalMark(numbers.map(({ field }) => cells[field] ?? ''));
  if (mark === comma) test.notes.push('the decimal mark is a comma');
  const plan = planFields(numbers, [date, state, sweep], table.delimiter, mark);
  const fields = emptyFields(plan);
  const capacity = options.records_per_batch ?? recordsPerMessage;
  const told = { ...options, records_per_batch: capacity };
  const rows = rowTaker(table, bound, introduction, mark, zone, told, resumed);
  let held = 0;
  let rejects: Reject[] = [];
  let line = resumed?.line ?? table.line;
  let ordinal = resumed?.ordinal ?? 0;
  let announced = resumed?.announced_sign ?? null;
  let given = { bytes: next, rows: snapshot() };

  function refuse({ reason, what }: Refusal, bytes: Uint8Array): void {
    const where = { source: options.file_name, cell_id: test.cell_id, test_id: test.test_id, line };
    rejects.push(makeReject(where, reason, what, bytes));
  }

  function header(): TestHeader {
    return { ...test, current_sign: rows.signed() ? 'signed' : state >= 0 ? 'from_state' : 'unknown' };
  }

  function snapshot(): RowsState {
    return { line, ordinal, announced_sign: announced, ...rows.memory() };
  }

  function emit(next: number, out: Reading[]): void {
    const introduced = header();
    if (announced !== introduced.current_sign) out.push({ kind: 'test', test: introduced });
    announced = introduced.current_sign;
    if (held > 0) {
      const { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset } = test;
      const identity = { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset };
      const exported_at = test.exported_at ?? rows.unixSecond(held - 1);
      const live = options.live ?? false;
      out.push({ kind: 'batch', batch: { ...identity, exported_at, live, ...rows.batch.take(held) } });
    }
    for (const reject of rejects) out.push({ kind: 'reject', reject });
    held = 0;
    rejects = [];
    given = { bytes: next, rows: snapshot() };
  }

  function afterLine(next: number, out: Reading[]): void {
    line++;
    if (held === capacity || rejects.length === rejectsHeld) emit(next, out);
  }

  return {
    identity: { cell_id: test.cell_id, test_id: test.test_id },
    read(bytes, from, to, offset, out) {
      const words = wordsOf(bytes);
      for (let i = from; i < to; i = fields.newline + 1) {
        splitFields(bytes, words, i, plan, fields);
        const { newline } = fields;
        if (newline - i > longestLine) {
          this.refuseLong(bytes.subarray(i, newline), offset + newline + 1, out);
          continue;
        }
        if ((bytes[i] > 44 && fields.count > 1) || !isBlank(bytes, i, newline, table.delimiter)) {
          ordinal++;
          const refusal = rows.take(bytes, fields, held, ordinal);
          if (refusal) refuse(refusal, bytes.subarray(i, fields.end));
          else held++;
        }
        afterLine(offset + newline + 1, out);
      }
    },
    refuseLong(bytes, next, out) {
      ordinal++;
      refuse({ reason: 'binary', what: `got a line of more than ${longestLine} bytes, expected rows of text` }, bytes);
      afterLine(next, out);
    },
    emit,
    holds: () => held > 0 || rejects.length > 0,
    state: snapshot,
    given: () => given,
  };
}

function isBlank(bytes: Uint8Array, from: number, to: number, delimiter: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] > 32 && bytes[i] !== delimiter) return false;
  return true;
}

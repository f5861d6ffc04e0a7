import {
  quantise,
  recordsPerMessage,
  stepTypes,
  type QuantityName,
  type Reject,
  type RejectReason,
} from '@cellwatch/events';
import { batchColumns } from './batch-columns.js';
import { bindColumns } from './bind-columns.js';
import type { Reading, ReadOptions, RowsState, TestHeader } from './cycler-reader.js';
import { wordsOf } from './count-tabs.js';
import { decodeText } from './decode-text.js';
import { decimalMark, firstCells } from './first-cells.js';
import { introduceTest } from './introduce-test.js';
import { makeReject } from './make-reject.js';
import type { Table } from './recognise.js';
import { clipped, refuseLarge, refuseMissing, suspectUnit, type Refusal } from './refuse-number.js';
import { scanDuration } from './scan-duration.js';
import { comma, scanNumber } from './scan-number.js';
import { wallClockScanner } from './scan-wall-clock.js';
import { emptyFields, planFields, splitFields } from './split-fields.js';
import { stateWords } from './state-words.js';
import { zonedClock } from './zoned-clock.js';

/** A longer line is no row of a cycler. */
export const longestLine = 65536;
const rejectsHeld = 64;
const charge = stepTypes.indexOf('charge');
const discharge = stepTypes.indexOf('discharge');

/** The rows below a recognised header. Every line goes through `read` once, in order. */
export interface Rows {
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
  test(): TestHeader;
}

/**
 * Opens a recognised table at the line that begins at `next` in the source. One loop takes a row from bytes to columns; a good row makes no object.
 *
 * `step_count` rises when the step's number or state changes or its time restarts. Direction: from the first minus sign on
 * the current is taken as printed; until then a discharge state makes it negative, and a current in any other state than
 * charge or discharge is refused, for its direction cannot be told.
 */
export function openRows(table: Table, options: ReadOptions, resumed: RowsState | null, next: number): Rows {
  const cells = firstCells(table);
  const { numbers, date, state } = bindColumns(table, cells, options);
  const zone = zonedClock(options.time_zone);
  const { test, order, half_days } = introduceTest(table, date < 0 ? undefined : cells[date], options, zone);
  const scanDate = wallClockScanner(order, half_days);
  const mark =
    table.delimiter === comma ? decimalMark([]) : decimalMark(numbers.map(({ field }) => cells[field] ?? ''));
  if (mark === comma) test.notes.push('the decimal mark is a comma');
  const width = table.header.length;
  const plan = planFields(numbers, [date, state], table.delimiter, mark);
  const fields = emptyFields(plan);
  const numberFields = Int32Array.from(numbers, ({ field }) => field);
  const limits = Float64Array.from(numbers, ({ limit }) => limit);
  const zeroIsMissing = numbers.flatMap(({ zero_is_missing }, k) => (zero_is_missing ? [k] : []));
  const vocabulary = stateWords(table.layout.states);
  const capacity = options.records_per_batch ?? recordsPerMessage;
  const wall = test.clock_source === 'wall';
  const start = test.clock_source === 'test_start' ? (test.started_at_unix_second ?? NaN) : NaN;
  const at = (quantity: QuantityName) => numbers.findIndex((column) => column.quantity === quantity);
  const quantitiesOut: QuantityName[] = numbers.map(({ quantity }) => quantity);
  const also = (quantity: QuantityName, there: boolean) => (there ? quantitiesOut.push(quantity) - 1 : -1);
  const ordinalAt = also('record_index', at('record_index') < 0);
  const unixAt = also('unix_time_second', test.clock_source !== 'none');
  const stepCountAt = also('step_count', true);
  const stepTypeAt = also('step_type', state >= 0);
  const [testTimeAt, stepTimeAt, stepAt, currentAt, voltageAt, temperatureAt] = (
    [
      'test_time_second',
      'step_time_second',
      'step_id',
      'current_ampere',
      'voltage_volt',
      'temperature_t1_celsius',
    ] as const
  ).map(at);
  const batch = batchColumns(quantitiesOut, capacity, state >= 0);
  const inMillivolts = numbers[voltageAt].per !== 1;

  let held = 0;
  let rejects: Reject[] = [];
  let line = resumed?.line ?? table.line;
  let ordinal = resumed?.ordinal ?? 0;
  let stepCount = resumed?.step_count ?? 0;
  let lastStep = resumed?.step_id ?? NaN;
  let lastStepTime = resumed?.step_time_second ?? NaN;
  let lastWord = resumed?.cycler_state == null ? -1 : vocabulary.numberOf(resumed.cycler_state);
  let lastUnix = resumed?.unix_time_second ?? NaN;
  let lastTestTime = resumed?.test_time_second ?? NaN;
  let signed = resumed?.signed ?? options.current_sign === 'signed';
  let announced = resumed?.announced_sign ?? null;
  let given = { bytes: next, rows: snapshot() };

  function takeRow(bytes: Uint8Array): Refusal | null {
    const { starts, ends, values, count, end } = fields;
    if (count < width) return { reason: 'truncated_row', what: `got ${count} fields, expected ${width}` };
    if (count > width && !(count === width + 1 && bytes[end - 1] === table.delimiter))
      return { reason: 'too_many_fields', what: `got ${count} fields, expected ${width}` };
    const row = held;
    const { columns } = batch;
    for (let k = 0; k < numbers.length; k++) {
      const value = values[numberFields[k]];
      if (value <= limits[k] && value >= -limits[k]) columns[k][row] = value;
      else {
        const refusal = takeOddNumber(k, value, bytes);
        if (refusal) return refusal;
      }
    }
    for (let z = 0; z < zeroIsMissing.length; z++) {
      const column = columns[zeroIsMissing[z]];
      if (column[row] === 0) column[row] = NaN;
    }

    if (inMillivolts) {
      const refusal = suspectUnit(numbers[voltageAt], columns[voltageAt][row], options.voltage_unit);
      if (refusal) return refusal;
    }
    let current = columns[currentAt][row];
    if (current > 500 || current < -500) {
      const refusal = suspectUnit(numbers[currentAt], current, options.current_unit);
      if (refusal) return refusal;
    }
    let word = -1;
    let type = 0;
    if (state >= 0) {
      word = vocabulary.find(bytes, starts[state], ends[state]);
      if (word < 0) return refuseCell('not_a_number', state, bytes, 'a short state word');
      type = vocabulary.types[word];
      columns[stepTypeAt][row] = type;
    }
    const testTime = columns[testTimeAt][row];
    let unix = NaN;
    if (wall) {
      const shown = scanDate(bytes, starts[date], ends[date]);
      if (shown !== shown) return refuseCell('bad_date', date, bytes, dateWanted);
      unix = zone(shown, lastUnix + testTime - lastTestTime);
      columns[unixAt][row] = unix;
    } else if (unixAt >= 0) {
      unix = columns[unixAt][row] = quantise('unix_time_second', start + testTime);
    }
    if (current > 0 && !signed) {
      if (type === discharge) current = columns[currentAt][row] = -current;
      else if (type !== charge) return refuseDirection(current, word);
    } else if (current < 0) signed = true;
    if (temperatureAt >= 0 && !isTemperature(columns[temperatureAt][row])) columns[temperatureAt][row] = NaN;
    if (ordinalAt >= 0) columns[ordinalAt][row] = ordinal;

    const step = columns[stepAt][row];
    const stepTime = columns[stepTimeAt][row];
    if (step !== lastStep || stepTime < lastStepTime || word !== lastWord) stepCount++;
    columns[stepCountAt][row] = stepCount;
    if (word >= 0) batch.writeState(row, word, vocabulary.texts[word]);
    lastStep = step;
    lastStepTime = stepTime;
    lastWord = word;
    lastUnix = unix;
    lastTestTime = testTime;
    held++;
    return null;
  }

  /** A number that was not scanned at once, is missing, or is beyond what the column can hold. */
  function takeOddNumber(k: number, scanned: number, bytes: Uint8Array): Refusal | null {
    const column = numbers[k];
    const { kind, times, per } = column;
    const from = fields.starts[column.field];
    const to = fields.ends[column.field];
    let value = scanned;
    if (value !== value) {
      const asNumber = () => (scanNumber(bytes, from, to, mark) * times) / per;
      const asClock = () => scanDuration(bytes, from, to, mark);
      value = kind === 'clock' ? asClock() : asNumber();
      if (value !== value && kind === 'clock') value = asNumber();
      else if (value !== value && (k === testTimeAt || k === stepTimeAt)) value = asClock();
      const printed = value;
      value = quantise(column.quantity, value);
      if (value !== value || (kind === 'integer' && value !== printed)) {
        batch.columns[k][held] = NaN;
        return refuseMissing(column, bytes.subarray(from, to));
      }
    }
    if (!(value <= column.limit && value >= -column.limit)) return refuseLarge(column, value);
    batch.columns[k][held] = value;
    return null;
  }

  const dateWanted =
    order === 'mdy'
      ? 'a date, month first (date_order dmy reads the day first)'
      : 'a date, day first (date_order mdy reads the month first)';

  function refuseCell(reason: RejectReason, field: number, bytes: Uint8Array, wanted: string): Refusal {
    const got = clipped(decodeText(bytes.subarray(fields.starts[field], fields.ends[field])).trim());
    return { reason, what: `${table.header[field].label}: got "${got}", expected ${wanted}` };
  }

  function refuseDirection(current: number, word: number): Refusal {
    const why = word < 0 ? 'no state column' : `state "${vocabulary.texts[word]}"`;
    return {
      reason: 'direction_unknown',
      what: `got ${current} A, unsigned, and ${why}: expected a state that says charge or discharge, or current_sign signed`,
    };
  }

  function refuse({ reason, what }: Refusal, bytes: Uint8Array): void {
    const where = { source: options.file_name, cell_id: test.cell_id, test_id: test.test_id, line };
    rejects.push(makeReject(where, reason, what, bytes));
  }

  function header(): TestHeader {
    return { ...test, current_sign: signed ? 'signed' : state >= 0 ? 'from_state' : 'unknown' };
  }

  function snapshot(): RowsState {
    return {
      line,
      ordinal,
      step_count: stepCount,
      step_id: known(lastStep),
      step_time_second: known(lastStepTime),
      cycler_state: lastWord < 0 ? null : vocabulary.texts[lastWord],
      unix_time_second: known(lastUnix),
      test_time_second: known(lastTestTime),
      signed,
      announced_sign: announced,
    };
  }

  function emit(next: number, out: Reading[]): void {
    const introduced = header();
    if (announced !== introduced.current_sign) out.push({ kind: 'test', test: introduced });
    announced = introduced.current_sign;
    if (held > 0) {
      const last = unixAt < 0 ? 0 : batch.columns[unixAt][held - 1];
      const { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset } = test;
      const taken = batch.take(held);
      const identity = { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset };
      const exported_at = test.exported_at ?? last;
      out.push({ kind: 'batch', batch: { ...identity, exported_at, live: options.live ?? false, ...taken } });
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
          const refusal = takeRow(bytes);
          if (refusal) refuse(refusal, bytes.subarray(i, fields.end));
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
    test: header,
  };
}

function isBlank(bytes: Uint8Array, from: number, to: number, delimiter: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] > 32 && bytes[i] !== delimiter) return false;
  return true;
}

/** Maccor prints about -2500 °C where no thermocouple is connected. */
function isTemperature(celsius: number): boolean {
  return celsius > -100 && celsius < 1000;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

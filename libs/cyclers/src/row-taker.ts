import { quantise, stepTypes, type QuantityName, type RejectReason } from '@cellwatch/events';
import { batchColumns, type BatchColumns } from './batch-columns.js';
import type { BoundColumns } from './bind-columns.js';
import { clockScanner } from './clock-column.js';
import type { ReadOptions, RowsState } from './cycler-reader.js';
import { decodeText } from './decode-text.js';
import type { Introduction } from './introduce-test.js';
import type { Table } from './recognise.js';
import { clipped, refuseLarge, refuseMissing, suspectUnit, type Refusal } from './refuse-number.js';
import { scanDuration } from './scan-duration.js';
import { scanNumber, type DecimalMark } from './scan-number.js';
import type { Fields } from './split-fields.js';
import { stateWords } from './state-words.js';

const charge = stepTypes.indexOf('charge');
const discharge = stepTypes.indexOf('discharge');
const control = stepTypes.indexOf('control');

/** What a row leaves for the rows after it. */
export type Memory = Omit<RowsState, 'line' | 'ordinal' | 'announced_sign'>;

export interface RowTaker {
  batch: BatchColumns;
  /** Takes a line that was split into row `row` of the batch; what is wrong with it, or null. */
  take(bytes: Uint8Array, fields: Fields, row: number, ordinal: number): Refusal | null;
  signed(): boolean;
  /** Wall clock of a row in the batch; 0 where the source has none. */
  unixSecond(row: number): number;
  memory(): Memory;
}

/**
 * Takes rows to columns; a good row makes no object.
 *
 * `step_count` is the source's, else it rises when the step's number or state changes or its time restarts. Direction: where
 * the layout says `signed`, and from the first minus sign on, the current is taken as printed; until then a discharge state
 * makes it negative, and a current in any other state than charge or discharge is refused, for its direction cannot be told.
 */
export function rowTaker(
  table: Table,
  { numbers, date, date_kind, state, sweep }: BoundColumns,
  { test, order, half_days }: Introduction,
  mark: DecimalMark,
  zone: (wall: number, expected: number) => number,
  options: ReadOptions & { records_per_batch: number },
  resumed: Memory | null,
): RowTaker {
  const width = table.header.length;
  const scanClock = clockScanner(date_kind, order, half_days, mark, zone);
  const numberFields = Int32Array.from(numbers, ({ field }) => field);
  const limits = Float64Array.from(numbers, ({ limit }) => limit);
  const zeroIsMissing = numbers.flatMap(({ zero_is_missing }, k) => (zero_is_missing ? [k] : []));
  const vocabulary = stateWords(table.layout.states);
  const wall = test.clock_source === 'wall';
  // A source without any clock counts from 1970: in order, and plainly no date.
  const start = test.clock_source === 'test_start' ? (test.started_at_unix_second ?? 0) : 0;
  const at = (quantity: QuantityName) => numbers.findIndex((column) => column.quantity === quantity);
  const quantitiesOut: QuantityName[] = numbers.map(({ quantity }) => quantity);
  const also = (quantity: QuantityName, there: boolean) => (there ? quantitiesOut.push(quantity) - 1 : -1);
  const indexAt = at('record_index');
  const ordinalAt = also('record_index', indexAt < 0);
  const unixAt = also('unix_time_second', true);
  const stepTold = at('step_id') >= 0 || at('step_time_second') >= 0 || state >= 0;
  const stepCountAt = also('step_count', at('step_count') < 0 && stepTold);
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
  const batch = batchColumns(quantitiesOut, options.records_per_batch, state >= 0);
  const inMillivolts = numbers[voltageAt].per !== 1;

  let lastIndex = resumed?.record_index ?? NaN;
  let stepCount = resumed?.step_count ?? 0;
  let lastStep = resumed?.step_id ?? NaN;
  let lastStepTime = resumed?.step_time_second ?? NaN;
  let lastWord = resumed?.cycler_state == null ? -1 : vocabulary.numberOf(resumed.cycler_state);
  let lastUnix = resumed?.unix_time_second ?? NaN;
  let lastTestTime = resumed?.test_time_second ?? NaN;
  const declared =
    table.layout.current_sign === 'signed' ||
    (table.layout.current_sign === 'signed_with_counters' && at('source_discharging_capacity_ah') >= 0);
  let signed = resumed?.signed ?? (declared || options.current_sign === 'signed');

  function take(bytes: Uint8Array, fields: Fields, row: number, ordinal: number): Refusal | null {
    const { starts, ends, values, count, end } = fields;
    if (count < width) return { reason: 'truncated_row', what: `got ${count} fields, expected ${width}` };
    if (count > width && !(count === width + 1 && bytes[end - 1] === table.delimiter))
      return { reason: 'too_many_fields', what: `got ${count} fields, expected ${width}` };
    const { columns } = batch;
    if (sweep >= 0) {
      const hertz = scanNumber(bytes, starts[sweep], ends[sweep], mark);
      if (hertz > 0) return { reason: 'impedance_sweep', what: `got ${hertz} Hz, a point of a sweep: set aside for the impedance room` }; // prettier-ignore
    }
    for (let k = 0; k < numbers.length; k++) {
      const value = values[numberFields[k]];
      if (value <= limits[k] && value >= -limits[k]) columns[k][row] = value;
      else {
        const refusal = takeOddNumber(k, value, bytes, fields, row);
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
      if (word < 0) return refuseCell('not_a_number', state, bytes, fields, 'a short state word');
      type = vocabulary.types[word];
      columns[stepTypeAt][row] = type;
    }
    const index = indexAt >= 0 ? columns[indexAt][row] : ordinal;
    if (type === control && word === lastWord && index === lastIndex)
      return {
        reason: 'impedance_sweep',
        what: `got record ${index} again, a point of a sweep, whose spectrum is in a file of its own`,
      };
    const testTime = columns[testTimeAt][row];
    let unix = NaN;
    if (wall) {
      unix = scanClock(bytes, starts[date], ends[date], lastUnix + testTime - lastTestTime);
      if (unix !== unix) return refuseCell('bad_date', date, bytes, fields, dateWanted);
      columns[unixAt][row] = unix;
    } else {
      unix = columns[unixAt][row] = quantise('unix_time_second', start + testTime);
    }
    if (current > 0 && !signed) {
      if (type === discharge) current = columns[currentAt][row] = -current;
      else if (type !== charge) return refuseDirection(current, word);
    } else if (current < 0) signed = true;
    if (temperatureAt >= 0 && !isTemperature(columns[temperatureAt][row])) columns[temperatureAt][row] = NaN;
    if (ordinalAt >= 0) columns[ordinalAt][row] = ordinal;

    const step = stepAt >= 0 ? columns[stepAt][row] : 0;
    const stepTime = stepTimeAt >= 0 ? columns[stepTimeAt][row] : 0;
    if (stepCountAt >= 0) {
      if (step !== lastStep || stepTime < lastStepTime || word !== lastWord) stepCount++;
      columns[stepCountAt][row] = stepCount;
    }
    if (word >= 0) batch.writeState(row, word, vocabulary.texts[word]);
    lastIndex = index;
    lastStep = step;
    lastStepTime = stepTime;
    lastWord = word;
    lastUnix = unix;
    lastTestTime = testTime;
    return null;
  }

  /** A number that was not scanned at once, is missing, or is beyond what the column can hold. */
  function takeOddNumber(k: number, scanned: number, bytes: Uint8Array, fields: Fields, row: number): Refusal | null {
    const column = numbers[k];
    const { kind, times, per } = column;
    const from = fields.starts[column.field];
    const to = fields.ends[column.field];
    let value = scanned;
    if (value !== value) {
      if (kind === 'clock') value = scanDuration(bytes, from, to, mark);
      if (value !== value) value = (scanNumber(bytes, from, to, mark) * times) / per;
      if (value !== value && (k === testTimeAt || k === stepTimeAt)) value = scanDuration(bytes, from, to, mark);
      const printed = value;
      value = quantise(column.quantity, value);
      if (value !== value || (kind === 'integer' && value !== printed)) {
        batch.columns[k][row] = NaN;
        return refuseMissing(column, bytes.subarray(from, to));
      }
    }
    if (!(value <= column.limit && value >= -column.limit)) return refuseLarge(column, value);
    batch.columns[k][row] = value;
    return null;
  }

  const dateWanted =
    date_kind !== 'date'
      ? `${date_kind === 'unix' ? 'seconds since 1970' : `the number of an ${date_kind}`} between 1980 and 2100`
      : order === 'mdy'
        ? 'a date, month first (date_order dmy reads the day first)'
        : 'a date, day first (date_order mdy reads the month first)';

  function refuseCell(reason: RejectReason, field: number, bytes: Uint8Array, fields: Fields, wanted: string): Refusal {
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

  return {
    batch,
    take,
    signed: () => signed,
    unixSecond: (row) => batch.columns[unixAt][row],
    memory: () => ({
      record_index: known(lastIndex),
      step_count: stepCount,
      step_id: known(lastStep),
      step_time_second: known(lastStepTime),
      cycler_state: lastWord < 0 ? null : vocabulary.texts[lastWord],
      unix_time_second: known(lastUnix),
      test_time_second: known(lastTestTime),
      signed,
    }),
  };
}

/** Maccor prints about -2500 °C where no thermocouple is connected. */
function isTemperature(celsius: number): boolean {
  return celsius > -100 && celsius < 1000;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

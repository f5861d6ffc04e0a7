import protobuf from 'protobufjs/minimal.js';
import { quantities, quantityNames, type QuantityName } from '../quantities.js';
import { recordsPerMessage, type RecordBatch } from '../record-batch.js';
import { checkRecordBatch } from './check-record-batch.js';
import { encodeColumn, type EncodedColumn } from './column.js';
import { batchField, bytesTag, clockSources, columnField, columnKind, counterResets, varintTag } from './layout.js';
import { largestStored } from './largest-stored.js';
import { toStored } from './to-stored.js';
import { WireError } from './wire-error.js';
import { packSigned } from './zigzag.js';

// test_time_second first: the other clocks may be written as their difference to it.
const order: QuantityName[] = ['test_time_second', ...quantityNames.filter((name) => name !== 'test_time_second')];
// Reused from batch to batch; what is encoded is copied out of them.
let stored = new Float64Array(0);
let storedTestTime = new Float64Array(0);
let difference = new Float64Array(0);
const clocks = new Set<QuantityName>(['step_time_second', 'unix_time_second']);

/**
 * One batch as Protobuf bytes (`wire/record-batch.proto`): each column as scaled integers in its cheapest writing.
 * Throws WireError for a batch that breaks the contract: ids missing, columns of another length, infinite values or values
 * that the quantity's stored integer cannot hold. Values are rounded to their scale: `quantise` says why.
 */
export function encodeRecordBatch(batch: RecordBatch): Uint8Array {
  checkRecordBatch(batch);
  const { length, cycler_state } = batch;
  const writer = protobuf.Writer.create();
  writer.uint32(bytesTag(batchField.cell_id)).string(batch.cell_id);
  writer.uint32(bytesTag(batchField.test_id)).string(batch.test_id);
  writer.uint32(bytesTag(batchField.equipment_id)).string(batch.equipment_id);
  writer.uint32(bytesTag(batchField.channel_id)).string(batch.channel_id);
  writer.uint32(bytesTag(batchField.source_format)).string(batch.source_format);
  writer.uint32(varintTag(batchField.clock_source)).uint32(clockSources.indexOf(batch.clock_source));
  writer.uint32(varintTag(batchField.counter_reset)).uint32(counterResets.indexOf(batch.counter_reset));
  writer.uint32(varintTag(batchField.exported_at)).sint64(toStored(batch.exported_at, 1e6));
  writer.uint32(varintTag(batchField.live)).bool(batch.live);
  writer.uint32(varintTag(batchField.length)).uint32(length);
  if (stored.length < length)
    [stored, storedTestTime, difference] = [0, 0, 0].map(() => new Float64Array(Math.max(length, recordsPerMessage)));
  for (const name of order) {
    const column = batch.columns[name];
    if (!column) continue;
    const integers = name === 'test_time_second' ? storedTestTime : stored;
    const count = storeColumn(name, column, integers, length);
    const whole = count === length;
    const relative = whole && clocks.has(name) ? relativeIfCheaper(name, length) : undefined;
    writer.uint32(bytesTag(batchField.columns)).fork();
    writeColumn(writer, quantities[name].number, relative ?? encodeColumn(integers, count));
    if (!whole) writer.uint32(bytesTag(columnField.presence)).bytes(presenceBits(column, length));
    if (relative) writer.uint32(varintTag(columnField.relative_to_test_time)).bool(true);
    writer.ldelim();
  }
  for (const { bytes } of batch.unknown_columns ?? []) writer.uint32(bytesTag(batchField.columns)).bytes(bytes);
  if (cycler_state) {
    for (const word of cycler_state.dictionary) writer.uint32(bytesTag(batchField.state_dictionary)).string(word);
    writer.uint32(bytesTag(batchField.state_runs)).bytes(codeRuns(cycler_state.codes, length));
  }
  return writer.finish();
}

/** Fills `integers` with the integers of the values that are there; how many. */
function storeColumn(name: QuantityName, column: Float64Array, integers: Float64Array, length: number): number {
  const { scale } = quantities[name];
  const largest = largestStored[name];
  let count = 0;
  let before = NaN;
  let integer = 0;
  for (let index = 0; index < length; index++) {
    const value = column[index];
    if (value === before) {
      integers[count++] = integer;
      continue;
    }
    if (value !== value) continue;
    before = value;
    integer = toStored(value, scale);
    if (!(integer <= largest && integer >= -largest))
      throw new WireError(`${name} at row ${index} is ${value}, expected a magnitude of at most ${largest / scale}`);
    integers[count++] = integer;
  }
  return count;
}

function writeColumn(writer: protobuf.Writer, number: number, encoded: EncodedColumn): void {
  writer.uint32(varintTag(columnField.number)).uint32(number);
  if (encoded.kind !== 0) writer.uint32(varintTag(columnField.kind)).uint32(encoded.kind);
  if (encoded.first !== 0) writer.uint32(varintTag(columnField.first)).sint64(encoded.first);
  if (encoded.unit !== 1) writer.uint32(varintTag(columnField.unit)).uint64(encoded.unit);
  if (encoded.numbers.length > 0) writer.uint32(bytesTag(columnField.numbers)).bytes(encoded.numbers);
  if (encoded.doubles.length > 0) writer.uint32(bytesTag(columnField.doubles)).bytes(encoded.doubles);
}

function relativeIfCheaper(name: QuantityName, length: number): EncodedColumn | undefined {
  // A wall clock of its own jitters against the test's: not worth a try unless it was derived from it.
  const offset = (index: number) => stored[index] - storedTestTime[index];
  if (name === 'unix_time_second' && (offset(0) !== offset(length >> 1) || offset(0) !== offset(length - 1)))
    return undefined;
  for (let index = 0; index < length; index++) {
    difference[index] = stored[index] - storedTestTime[index];
    if (!Number.isSafeInteger(difference[index])) return undefined;
  }
  const relative = encodeColumn(difference, length);
  if (relative.kind === columnKind.raw) return undefined;
  if (relative.numbers.length < length / 8) return relative;
  const plain = encodeColumn(stored, length);
  return plain.kind === columnKind.raw || relative.numbers.length < plain.numbers.length ? relative : undefined;
}

function presenceBits(column: Float64Array, length: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let index = 0; index < length; index++)
    if (column[index] === column[index]) bits[index >> 3] |= 1 << (index & 7);
  return bits;
}

function codeRuns(codes: Uint8Array, length: number): Uint8Array {
  const numbers: number[] = [];
  for (let index = 0; index < length;) {
    const code = codes[index];
    const from = index;
    while (index < length && codes[index] === code) index += 1;
    numbers.push(code, index - from);
  }
  return packSigned(Float64Array.from(numbers), numbers.length);
}

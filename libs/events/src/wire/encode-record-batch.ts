import protobuf from 'protobufjs/minimal.js';
import { quantities, quantityNames } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { checkRecordBatch } from './check-record-batch.js';
import { encodeColumn, relative, type EncodedColumn } from './column.js';
import { clockSources, counterResets, field } from './layout.js';
import { ByteSink } from './varint.js';
import { WireError } from './wire-error.js';

/**
 * One batch as Protobuf bytes (`wire/record-batch.proto`): each column as scaled integers in its cheapest writing.
 * Throws WireError for a batch that breaks the contract: ids missing, columns of another length, values beyond 2^53 at scale.
 */
export function encodeRecordBatch(batch: RecordBatch): Uint8Array {
  checkRecordBatch(batch);
  const { length } = batch;
  const writer = protobuf.Writer.create();
  writer.uint32((field.cell_id << 3) | 2).string(batch.cell_id);
  writer.uint32((field.test_id << 3) | 2).string(batch.test_id);
  writer.uint32((field.equipment_id << 3) | 2).string(batch.equipment_id);
  writer.uint32((field.channel_id << 3) | 2).string(batch.channel_id);
  writer.uint32((field.source_format << 3) | 2).string(batch.source_format);
  writer.uint32(field.clock_source << 3).uint32(clockSources.indexOf(batch.clock_source));
  writer.uint32(field.counter_reset << 3).uint32(counterResets.indexOf(batch.counter_reset));
  writer.uint32(field.exported_at << 3).sint64(Math.round(batch.exported_at * 1e6));
  writer.uint32(field.live << 3).bool(batch.live);
  writer.uint32(field.length << 3).uint32(length);
  let testTime: Float64Array | undefined;
  // test_time_second first: the other clocks may be written as their difference to it.
  for (const name of ['test_time_second', ...quantityNames.filter((name) => name !== 'test_time_second')] as const) {
    const column = batch.columns[name];
    if (!column) continue;
    const { number, scale } = quantities[name];
    const stored = new Float64Array(length);
    const presence = storeColumn(name, column, scale, stored, length);
    const count = presence ? presence.count : length;
    let encoded = encodeColumn(stored, count);
    if (name === 'test_time_second' && !presence) testTime = stored;
    else if (testTime && !presence && (name === 'step_time_second' || name === 'unix_time_second'))
      encoded = cheaper(encoded, encodeColumn(difference(stored, testTime), length));
    writer.uint32((field.columns << 3) | 2).fork();
    writer.uint32(field.column_number << 3).uint32(number);
    writer.uint32(field.column_kind << 3).uint32(encoded.kind);
    writer.uint32((field.column_payload << 3) | 2).bytes(encoded.payload);
    if (presence) writer.uint32((field.column_presence << 3) | 2).bytes(presence.bits);
    writer.ldelim();
  }
  for (const { bytes } of batch.unknown_columns ?? []) writer.uint32((field.columns << 3) | 2).bytes(bytes);
  const { cycler_state } = batch;
  if (cycler_state) {
    for (const word of cycler_state.dictionary) writer.uint32((field.state_dictionary << 3) | 2).string(word);
    writer.uint32((field.state_runs << 3) | 2).bytes(codeRuns(cycler_state.codes, length));
  }
  return writer.finish();
}

function storeColumn(
  name: string,
  column: Float64Array,
  scale: number,
  stored: Float64Array,
  length: number,
): { bits: Uint8Array; count: number } | undefined {
  let count = 0;
  for (let index = 0; index < length; index++) {
    const value = column[index];
    if (value !== value) continue;
    const scaled = Math.round(value * scale) + 0;
    if (!(scaled <= Number.MAX_SAFE_INTEGER && scaled >= -Number.MAX_SAFE_INTEGER))
      throw new WireError(`${name} at row ${index} is ${value}, expected a magnitude below ${2 ** 53 / scale}`);
    stored[count++] = scaled;
  }
  if (count === length) return undefined;
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let index = 0; index < length; index++)
    if (column[index] === column[index]) bits[index >> 3] |= 1 << (index & 7);
  return { bits, count };
}

function difference(stored: Float64Array, testTime: Float64Array): Float64Array {
  return stored.map((value, index) => value - testTime[index]);
}

function cheaper(plain: EncodedColumn, toTestTime: EncodedColumn): EncodedColumn {
  if (toTestTime.payload.length >= plain.payload.length) return plain;
  return { kind: toTestTime.kind + relative, payload: toTestTime.payload };
}

function codeRuns(codes: Uint8Array, length: number): Uint8Array {
  const sink = new ByteSink();
  for (let index = 0; index < length;) {
    const code = codes[index];
    const from = index;
    while (index < length && codes[index] === code) index += 1;
    sink.varint(code);
    sink.varint(index - from);
  }
  return sink.take();
}

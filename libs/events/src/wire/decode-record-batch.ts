import protobuf from 'protobufjs/minimal.js';
import { quantities, quantityNames, type QuantityName } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { checkRecordBatch } from './check-record-batch.js';
import { decodeColumn, relative } from './column.js';
import { clockSources, counterResets, field, mostRecords } from './layout.js';
import { ByteSource } from './varint.js';
import { WireError } from './wire-error.js';

const nameOf = new Map<number, QuantityName>(quantityNames.map((name) => [quantities[name].number, name]));

interface Column {
  bytes: Uint8Array;
  number: number;
  kind: number;
  payload: Uint8Array;
  presence?: Uint8Array;
}

/** A batch from its bytes, validated. Throws WireError on anything that `encodeRecordBatch` would not have written. */
export function decodeRecordBatch(bytes: Uint8Array): RecordBatch {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw new WireError(`${bytes.length} bytes are not a record batch: ${(error as Error).message}`, { cause: error });
  }
}

function decode(bytes: Uint8Array): RecordBatch {
  const reader = protobuf.Reader.create(bytes);
  const batch: RecordBatch = {
    cell_id: '',
    test_id: '',
    equipment_id: '',
    channel_id: '',
    source_format: '',
    clock_source: 'none',
    counter_reset: 'unknown',
    exported_at: 0,
    live: false,
    length: 0,
    columns: {},
  };
  const columns: Column[] = [];
  const dictionary: string[] = [];
  let runs: Uint8Array | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const number = tag >>> 3;
    if (number === field.cell_id) batch.cell_id = reader.string();
    else if (number === field.test_id) batch.test_id = reader.string();
    else if (number === field.equipment_id) batch.equipment_id = reader.string();
    else if (number === field.channel_id) batch.channel_id = reader.string();
    else if (number === field.source_format) batch.source_format = reader.string();
    else if (number === field.clock_source) batch.clock_source = clockSources[reader.uint32()];
    else if (number === field.counter_reset) batch.counter_reset = counterResets[reader.uint32()];
    else if (number === field.exported_at) batch.exported_at = Number(reader.sint64()) / 1e6;
    else if (number === field.live) batch.live = reader.bool();
    else if (number === field.length) batch.length = reader.uint32();
    else if (number === field.columns) columns.push(readColumn(reader.bytes()));
    else if (number === field.state_dictionary) dictionary.push(reader.string());
    else if (number === field.state_runs) runs = reader.bytes();
    else reader.skipType(tag & 7);
  }
  if (batch.length < 1 || batch.length > mostRecords)
    throw new WireError(`a batch of ${batch.length} records, expected 1 to ${mostRecords}`);
  fillColumns(batch, columns);
  if (runs) batch.cycler_state = { dictionary, codes: readCodes(runs, batch.length) };
  checkRecordBatch(batch);
  return batch;
}

function readColumn(bytes: Uint8Array): Column {
  const reader = protobuf.Reader.create(bytes);
  const column: Column = { bytes, number: 0, kind: 0, payload: new Uint8Array(0) };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const number = tag >>> 3;
    if (number === field.column_number) column.number = reader.uint32();
    else if (number === field.column_kind) column.kind = reader.uint32();
    else if (number === field.column_payload) column.payload = reader.bytes();
    else if (number === field.column_presence) column.presence = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return column;
}

function fillColumns(batch: RecordBatch, columns: Column[]): void {
  const { length } = batch;
  let testTime: Float64Array | undefined;
  for (const column of columns) {
    const name = nameOf.get(column.number);
    if (!name) {
      (batch.unknown_columns ??= []).push({ number: column.number, bytes: column.bytes });
      continue;
    }
    const { scale } = quantities[name];
    const stored = new Float64Array(length);
    const count = column.presence ? countBits(name, column.presence, length) : length;
    const isRelative = column.kind >= relative;
    decodeColumn(isRelative ? column.kind - relative : column.kind, column.payload, stored, count);
    if (isRelative) {
      if (!testTime) throw new WireError(`${name} is relative to test_time_second, which is not before it`);
      for (let index = 0; index < length; index++) stored[index] += testTime[index];
    }
    if (name === 'test_time_second' && !column.presence) testTime = stored.slice();
    if (scale !== 1) for (let index = 0; index < count; index++) stored[index] /= scale;
    batch.columns[name] = column.presence ? spread(stored, column.presence, length) : stored;
  }
}

function countBits(name: string, presence: Uint8Array, length: number): number {
  if (presence.length !== Math.ceil(length / 8))
    throw new WireError(`${name} has ${presence.length} presence bytes, expected ${Math.ceil(length / 8)}`);
  let count = 0;
  for (let index = 0; index < length; index++) count += (presence[index >> 3] >> (index & 7)) & 1;
  return count;
}

function spread(dense: Float64Array, presence: Uint8Array, length: number): Float64Array {
  const column = new Float64Array(length);
  let from = 0;
  for (let index = 0; index < length; index++)
    column[index] = (presence[index >> 3] >> (index & 7)) & 1 ? dense[from++] : NaN;
  return column;
}

function readCodes(runs: Uint8Array, length: number): Uint8Array {
  const source = new ByteSource(runs);
  const codes = new Uint8Array(length);
  let index = 0;
  while (index < length) {
    const code = source.varint();
    const count = source.varint();
    if (source.over || count === 0 || count > length - index || code > 255)
      throw new WireError(`a run of ${count} states ${code} at ${index} does not fit into ${length}`);
    codes.fill(code, index, (index += count));
  }
  return codes;
}

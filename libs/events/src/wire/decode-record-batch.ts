import protobuf from 'protobufjs/minimal.js';
import { quantities, quantityNames, type QuantityName } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { checkRecordBatch } from './check-record-batch.js';
import { decodeColumn } from './column.js';
import { batchField as field, clockSources, counterResets, mostRecords } from './layout.js';
import { largestStored } from './largest-stored.js';
import { readColumn, type WireColumn } from './read-column.js';
import { readSigned } from './read-signed.js';
import { WireError } from './wire-error.js';
import { countVarints, unpackSigned } from './zigzag.js';

const nameOf = new Map<number, QuantityName>(quantityNames.map((name) => [quantities[name].number, name]));

/**
 * A batch from its bytes, validated; its columns are its own memory. Throws WireError for bytes that `encodeRecordBatch` would not
 * have written; a column of a newer writer is kept in `unknown_columns`.
 */
export function decodeRecordBatch(bytes: Uint8Array): RecordBatch {
  try {
    return decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    if (error instanceof WireError) throw error;
    const { message } = error as Error;
    throw new WireError(`got ${bytes.length} bytes that are no record batch (${message}), expected one in Protobuf`, {
      cause: error,
    });
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
  const columns: WireColumn[] = [];
  const dictionary: string[] = [];
  let stateRuns: Uint8Array | undefined;
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
    else if (number === field.exported_at) batch.exported_at = readSigned(reader) / 1e6;
    else if (number === field.live) batch.live = reader.bool();
    else if (number === field.length) batch.length = reader.uint32();
    else if (number === field.columns) columns.push(readColumn(reader.bytes()));
    else if (number === field.state_dictionary) dictionary.push(reader.string());
    else if (number === field.state_runs) stateRuns = reader.bytes();
    else reader.skipType(tag & 7);
  }
  if (batch.length < 1 || batch.length > mostRecords)
    throw new WireError(`a batch of ${batch.length} records, expected 1 to ${mostRecords}`);
  fillColumns(batch, columns);
  if (stateRuns) batch.cycler_state = { dictionary, codes: readCodes(stateRuns, batch.length) };
  checkRecordBatch(batch);
  return batch;
}

function fillColumns(batch: RecordBatch, columns: WireColumn[]): void {
  let testTime: Float64Array | undefined;
  for (const column of columns) {
    const name = nameOf.get(column.number);
    if (name === undefined) {
      (batch.unknown_columns ??= []).push({ number: column.number, bytes: column.bytes.slice() });
      continue;
    }
    if (batch.columns[name]) throw new WireError(`column ${name} comes twice`);
    try {
      const stored = readStored(column, batch.length, testTime);
      if (name === 'test_time_second') testTime = stored.slice();
      batch.columns[name] = toPhysical(name, stored, column.presence, batch.length);
    } catch (cause) {
      throw new WireError(`column ${name}: ${(cause as Error).message}`, { cause });
    }
  }
}

/** The integers of the rows that have a value, from the beginning. */
function readStored(column: WireColumn, length: number, testTime: Float64Array | undefined): Float64Array {
  const stored = new Float64Array(length);
  decodeColumn(column, stored, column.presence ? countBits(column.presence, length) : length);
  if (!column.relative) return stored;
  if (!testTime || column.presence)
    throw new WireError('it is relative to test_time_second, expected that before it and a value in every row');
  for (let index = 0; index < length; index++) stored[index] += testTime[index];
  return stored;
}

function toPhysical(
  name: QuantityName,
  stored: Float64Array,
  presence: Uint8Array | undefined,
  length: number,
): Float64Array {
  const { scale } = quantities[name];
  const largest = largestStored[name];
  for (let index = 0; index < length; index++) {
    const integer = stored[index];
    if (integer > largest || integer < -largest)
      throw new WireError(`value ${index} is stored as ${integer}, expected a magnitude of at most ${largest}`);
    stored[index] = integer / scale;
  }
  return presence ? spread(stored, presence, length) : stored;
}

function countBits(presence: Uint8Array, length: number): number {
  if (presence.length !== Math.ceil(length / 8))
    throw new WireError(`${presence.length} bytes of presence, expected ${Math.ceil(length / 8)} for ${length} rows`);
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

function readCodes(packed: Uint8Array, length: number): Uint8Array {
  const runs = new Float64Array(countVarints(packed));
  unpackSigned(packed, runs, runs.length);
  const codes = new Uint8Array(length);
  let index = 0;
  for (let at = 0; at + 1 < runs.length; at += 2) {
    const [code, count] = [runs[at], runs[at + 1]];
    if (!(code >= 0 && code <= 255 && count >= 1 && count <= length - index))
      throw new WireError(`cycler_state: a run of ${count} words ${code} at ${index} does not fit into ${length}`);
    codes.fill(code, index, (index += count));
  }
  if (index !== length || runs.length % 2 === 1)
    throw new WireError(`cycler_state: runs end at row ${index}, expected ${length}`);
  return codes;
}

import { quantities, toStored, type QuantityName, type RecordBatch } from '@cellwatch/events';
import { DataError } from '../data-error.js';
import { microsecondsTo2000, quantityColumns } from './columns.js';

/** Batches as PostgreSQL's binary COPY, and the columns that it fills: those that none of the batches has stay null. */
export interface EncodedCopy {
  columns: string[];
  chunks: Buffer[];
  rows: number;
}

interface Field {
  name: QuantityName;
  scale: number;
  bytes: 2 | 4 | 8;
  limit: number;
}

/** Of eight bytes only what a double holds exactly. */
const largest = { 2: 2 ** 15 - 1, 4: 2 ** 31 - 1, 8: 2 ** 53 };
/** No cycler is older; doubles count microseconds exactly so far. */
const earliestUnixSecond = Date.UTC(1900, 0) / 1000;
const latestUnixSecond = Date.UTC(2255, 0) / 1000;
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
const chunkBytes = 256 * 1024;
const high = 2 ** 32;

/** Throws DataError for a value that its column cannot hold. Every batch comes with its test_key. */
export function encodeCopy(batches: readonly { test_key: number; batch: RecordBatch }[]): EncodedCopy {
  const present = quantityColumns.filter((name) => batches.some(({ batch }) => batch.columns[name]));
  const withState = batches.some(({ batch }) => batch.cycler_state);
  const fields = present.map((name): Field => {
    const { scale, bytes } = quantities[name];
    return { name, scale, bytes, limit: largest[bytes] };
  });
  const rowBytes = 2 + 8 + 3 * 12 + fields.reduce((sum, { bytes }) => sum + 4 + bytes, 0) + (withState ? 4 : 0);
  const fieldCount = 4 + fields.length + (withState ? 1 : 0);
  const chunks: Buffer[] = [header];
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  let at = 0;
  let rows = 0;

  function int64(value: number): void {
    const upper = Math.floor(value / high);
    view.setInt32(at, 8);
    view.setInt32(at + 4, upper);
    view.setUint32(at + 8, value - upper * high);
    at += 12;
  }

  for (const { test_key, batch } of batches) {
    const exportedAt = microseconds(batch, 'exported_at', batch.exported_at, 0);
    const recordIndex = batch.columns.record_index!;
    const unixTime = batch.columns.unix_time_second!;
    const values = fields.map(({ name }) => batch.columns[name]);
    const states = batch.cycler_state?.dictionary.map((text) => (text === '' ? null : Buffer.from(text)));
    const longest = Math.max(0, ...(states ?? []).map((state) => state?.length ?? 0));
    for (let row = 0; row < batch.length; row++) {
      if (at + rowBytes + longest > chunk.length) {
        chunks.push(chunk.subarray(0, at));
        chunk = Buffer.allocUnsafe(Math.max(chunkBytes, rowBytes + longest));
        view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
        at = 0;
      }
      view.setInt16(at, fieldCount);
      view.setInt32(at + 2, 4);
      view.setInt32(at + 6, test_key);
      at += 10;
      int64(whole(batch, 'record_index', recordIndex[row], 1, largest[8], row));
      int64(microseconds(batch, 'unix_time_second', unixTime[row], row));
      int64(exportedAt);
      for (let index = 0; index < fields.length; index++) {
        const { name, scale, bytes, limit } = fields[index];
        const value = values[index]?.[row] ?? NaN;
        if (value !== value) {
          view.setInt32(at, -1);
          at += 4;
          continue;
        }
        const stored = whole(batch, name, value, scale, limit, row);
        if (bytes === 8) int64(stored);
        else {
          view.setInt32(at, bytes);
          if (bytes === 4) view.setInt32(at + 4, stored);
          else view.setInt16(at + 4, stored);
          at += 4 + bytes;
        }
      }
      if (withState) {
        const state = states?.[batch.cycler_state!.codes[row]] ?? null;
        view.setInt32(at, state ? state.length : -1);
        at += 4;
        if (state) at += state.copy(chunk, at);
      }
    }
    rows += batch.length;
  }
  chunks.push(chunk.subarray(0, at), trailer);
  const columns = ['test_key', 'record_index', 'recorded_at', 'exported_at', ...present];
  return { columns: withState ? [...columns, 'cycler_state'] : columns, chunks, rows };
}

function whole(
  batch: RecordBatch,
  name: QuantityName,
  value: number,
  scale: number,
  limit: number,
  row: number,
): number {
  const stored = toStored(value, scale);
  // Written so that NaN fails it.
  if (!(stored <= limit && stored >= -limit))
    throw new DataError(
      `${name} of ${batch.cell_id}, test ${batch.test_id}, is ${value} ${quantities[name].unit} at row ${row}, ` +
        `expected ${-limit / scale} to ${limit / scale}`,
    );
  return stored;
}

function microseconds(batch: RecordBatch, name: string, unixSecond: number, row: number): number {
  if (!(unixSecond >= earliestUnixSecond && unixSecond <= latestUnixSecond))
    throw new DataError(
      `${name} of ${batch.cell_id}, test ${batch.test_id}, is ${unixSecond} at row ${row}, ` +
        'expected Unix seconds between the years 1900 and 2255',
    );
  return toStored(unixSecond, 1e6) - microsecondsTo2000;
}

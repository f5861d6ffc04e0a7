import { quantities, type QuantityName, type RecordBatch } from '@cellwatch/events';
import { microsecondsTo2000, quantityColumns } from './columns.js';

/** In the order of the statement: record_index, recorded_at, exported_at, the quantities, cycler_state. */
const names: QuantityName[] = ['record_index', 'unix_time_second', ...quantityColumns];
const fieldCount = names.length + 2;
const headerBytes = 19;
const high = 2 ** 32;
/** A dictionary's codes are bytes. */
const mostStates = 256;

type Described = Omit<RecordBatch, 'exported_at' | 'length' | 'columns' | 'cycler_state'>;

/** Batches of up to `batch_size` records from the chunks of a binary COPY; one batch holds records of one export. */
export async function* decodeCopy(
  chunks: AsyncIterable<Buffer>,
  described: Described,
  batch_size: number,
): AsyncGenerator<RecordBatch> {
  let open = openBatch(batch_size);
  let rest: Buffer = Buffer.alloc(0);
  let at = headerBytes;
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let end = rowEnd(view, at); end > 0; end = rowEnd(view, at)) {
      if (!open.add(bytes, view, at)) {
        yield open.close(described);
        open = openBatch(batch_size);
        open.add(bytes, view, at);
      }
      at = end;
    }
    const begun = Math.min(at, bytes.length);
    rest = bytes.subarray(begun);
    at -= begun;
  }
  if (open.length() > 0) yield open.close(described);
}

/** Where the row at `at` ends; 0 when it is not whole yet, or the stream's end. */
function rowEnd(view: DataView, at: number): number {
  if (at + 2 > view.byteLength || view.getInt16(at) !== fieldCount) return 0;
  at += 2;
  for (let field = 0; field < fieldCount; field++) {
    if (at + 4 > view.byteLength) return 0;
    at += 4 + Math.max(0, view.getInt32(at));
  }
  return at <= view.byteLength ? at : 0;
}

function openBatch(batch_size: number) {
  const columns = names.map(() => new Float64Array(batch_size));
  const seen = names.map(() => false);
  const codes = new Uint8Array(batch_size);
  const dictionary: string[] = [];
  let exportedAt = NaN;
  let length = 0;

  /** Takes the whole row at `at`; false, and nothing taken, when it belongs to the next batch. */
  function add(bytes: Buffer, view: DataView, at: number): boolean {
    if (length === batch_size) return false;
    at += 2;
    for (let field = 0; field < names.length; field++) {
      if (field === 2) {
        const exported = int64(view, at + 4) + microsecondsTo2000;
        if (length > 0 && exported !== exportedAt) return false;
        exportedAt = exported;
        at += 12;
      }
      const size = view.getInt32(at);
      at += 4;
      if (size < 0) {
        columns[field][length] = NaN;
        continue;
      }
      const stored = size === 8 ? int64(view, at) : size === 4 ? view.getInt32(at) : view.getInt16(at);
      const whole = field === 1 ? stored + microsecondsTo2000 : stored;
      columns[field][length] = whole / quantities[names[field]].scale;
      seen[field] = true;
      at += size;
    }
    const size = view.getInt32(at);
    const state = size < 0 ? '' : bytes.toString('utf8', at + 4, at + 4 + size);
    let code = dictionary.indexOf(state);
    if (code < 0) {
      if (dictionary.length === mostStates) return false;
      code = dictionary.push(state) - 1;
    }
    codes[length++] = code;
    return true;
  }

  function close(described: Described): RecordBatch {
    const batch: RecordBatch = { ...described, exported_at: exportedAt / 1e6, length, columns: {} };
    names.forEach((name, field) => {
      if (seen[field]) batch.columns[name] = columns[field].subarray(0, length);
    });
    if (dictionary.some((state) => state !== '')) batch.cycler_state = { dictionary, codes: codes.subarray(0, length) };
    return batch;
  }

  return { add, close, length: () => length };
}

function int64(view: DataView, at: number): number {
  return view.getInt32(at) * high + view.getUint32(at + 4);
}

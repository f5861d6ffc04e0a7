import { ByteSink, ByteSource, signedSize } from './varint.js';
import { WireError } from './wire-error.js';

/** How a column's integers are written. A number is for ever. */
export const columnKinds = { constant: 0, runs: 1, delta: 2, secondDelta: 3, raw: 4 } as const;
/** Added to the kind when the column is written as its difference to test_time_second. */
export const relative = 8;

/** Deltas beyond this are written raw: zigzag would leave the doubles' exact integers. */
const largest = 2 ** 50;
const sink = new ByteSink();

export interface EncodedColumn {
  kind: number;
  payload: Uint8Array;
}

/** The cheapest writing of a column of integers. */
export function encodeColumn(values: Float64Array, length: number): EncodedColumn {
  let previous = 0;
  let previousDelta = 0;
  let delta = 0;
  let deltas = 0;
  let secondDeltas = 0;
  let runs = 0;
  let runSize = 0;
  let widest = 0;
  for (let index = 0; index < length; index++) {
    const value = values[index];
    delta = value - previous;
    const second = delta - previousDelta;
    const size = signedSize(delta);
    deltas += size;
    secondDeltas += signedSize(second);
    if (index === 0 || second !== 0) {
      runs += 1;
      runSize += size + 2;
    }
    if (delta > widest) widest = delta;
    else if (-delta > widest) widest = -delta;
    previous = value;
    previousDelta = delta;
  }
  if (widest > largest) return { kind: columnKinds.raw, payload: rawPayload(values, length) };
  if (length > 0 && (runs === 1 || (runs === 2 && delta === 0)) && isConstant(values, length)) {
    sink.signed(values[0]);
    return { kind: columnKinds.constant, payload: sink.take() };
  }
  if (runSize <= deltas && runSize <= secondDeltas) {
    writeRuns(values, length);
    return { kind: columnKinds.runs, payload: sink.take() };
  }
  const kind = secondDeltas < deltas ? columnKinds.secondDelta : columnKinds.delta;
  previous = 0;
  previousDelta = 0;
  for (let index = 0; index < length; index++) {
    delta = values[index] - previous;
    sink.signed(kind === columnKinds.delta ? delta : delta - previousDelta);
    previous = values[index];
    previousDelta = delta;
  }
  return { kind, payload: sink.take() };
}

/** Fills `values` with `length` integers from a column's payload. */
export function decodeColumn(kind: number, payload: Uint8Array, values: Float64Array, length: number): void {
  const source = new ByteSource(payload);
  if (kind === columnKinds.constant) values.fill(source.signed(), 0, length);
  else if (kind === columnKinds.runs) readRuns(source, values, length);
  else if (kind === columnKinds.delta) {
    let value = 0;
    for (let index = 0; index < length; index++) values[index] = value += source.signed();
  } else if (kind === columnKinds.secondDelta) {
    let value = 0;
    let delta = 0;
    for (let index = 0; index < length; index++) values[index] = value += delta += source.signed();
  } else if (kind === columnKinds.raw) readRaw(payload, values, length);
  else throw new WireError(`a column is written in way ${kind}, expected one of 0 to 4`);
  if (kind !== columnKinds.raw && (source.over || !source.exhausted))
    throw new WireError(`a column has ${payload.length} bytes, and reading ${length} values ended at ${source.at}`);
}

function isConstant(values: Float64Array, length: number): boolean {
  for (let index = 1; index < length; index++) if (values[index] !== values[0]) return false;
  return true;
}

function writeRuns(values: Float64Array, length: number): void {
  let previous = 0;
  let index = 0;
  while (index < length) {
    const delta = values[index] - previous;
    let count = 0;
    while (index < length && values[index] - previous === delta) {
      previous = values[index];
      index += 1;
      count += 1;
    }
    sink.signed(delta);
    sink.varint(count);
  }
}

function readRuns(source: ByteSource, values: Float64Array, length: number): void {
  let value = 0;
  let index = 0;
  while (index < length) {
    const delta = source.signed();
    const count = source.varint();
    if (count === 0 || count > length - index || source.over)
      throw new WireError(`a run of ${count} values at ${index} does not fit into ${length}`);
    for (const end = index + count; index < end; index++) values[index] = value += delta;
  }
}

function rawPayload(values: Float64Array, length: number): Uint8Array {
  const payload = new Uint8Array(length * 8);
  const view = new DataView(payload.buffer);
  for (let index = 0; index < length; index++) view.setFloat64(index * 8, values[index], true);
  return payload;
}

function readRaw(payload: Uint8Array, values: Float64Array, length: number): void {
  if (payload.length !== length * 8)
    throw new WireError(`a raw column has ${payload.length} bytes, expected ${length * 8} for ${length} values`);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  for (let index = 0; index < length; index++) {
    const value = view.getFloat64(index * 8, true);
    if (!Number.isSafeInteger(value))
      throw new WireError(`a raw column holds ${value} at ${index}, expected an integer`);
    values[index] = value;
  }
}

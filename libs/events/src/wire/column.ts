import { commonDivisor } from './common-divisor.js';
import { columnKind } from './layout.js';
import { WireError } from './wire-error.js';
import { countVarints, packSigned, signedSize, unpackSigned } from './zigzag.js';

/** Integers as the message Column of `wire/record-batch.proto` holds them. */
export interface EncodedColumn {
  kind: number;
  first: number;
  unit: number;
  numbers: Uint8Array;
  doubles: Uint8Array;
}

/** Neighbours further apart are written raw: the differences of their deltas would leave the doubles' exact integers. */
const widest = 2 ** 50;
const nothing = new Uint8Array(0);
let deltas = new Float64Array(512);
let pairs = new Float64Array(515);

/** The cheapest writing of a column of integers; between deltas and second deltas a sample decides. */
export function encodeColumn(values: Float64Array, length: number): EncodedColumn {
  const encoded: EncodedColumn = { kind: columnKind.constant, first: 0, unit: 1, numbers: nothing, doubles: nothing };
  if (length === 0) return encoded;
  const filled = findDeltas(values, length);
  if (filled < 0) return { ...encoded, kind: columnKind.raw, doubles: packDoubles(values, length) };
  encoded.first = values[0];
  if (filled > 2 || (filled === 2 && pairs[0] !== 0)) writeDeltas(encoded, length - 1, filled);
  return encoded;
}

/**
 * Fills `deltas`, and `pairs` with (delta, count) of its runs; how much of `pairs` is filled. Runs shorter than two on average
 * are left off, past the column's length. Negative for values too far apart.
 */
function findDeltas(values: Float64Array, length: number): number {
  if (deltas.length < length) deltas = new Float64Array(length);
  if (pairs.length < length + 3) pairs = new Float64Array(length + 3);
  let before = values[0];
  let beforeDelta = NaN;
  let runAt = 1;
  let filled = 0;
  for (let index = 1; index < length; index++) {
    const value = values[index];
    const delta = value - before;
    deltas[index - 1] = delta;
    before = value;
    if (delta === beforeDelta) continue;
    beforeDelta = delta;
    if (delta >= widest || delta <= -widest) return -1;
    if (filled > length) continue;
    if (filled > 0) pairs[filled - 1] = index - runAt;
    pairs[filled] = delta;
    filled += 2;
    runAt = index;
  }
  if (filled > 0 && filled <= length) pairs[filled - 1] = length - runAt;
  return filled;
}

function writeDeltas(encoded: EncodedColumn, count: number, filled: number): void {
  // A run takes ten bytes at most, a delta one at least.
  const surelyRuns = filled * 5 < count;
  const unit = (encoded.unit = surelyRuns ? commonDivisor(pairs, filled, 2) : commonDivisor(deltas, count));
  if (!surelyRuns) {
    if (unit !== 1) for (let index = 0; index < count; index++) deltas[index] /= unit;
    const { bytes, kind } = cheaperDelta(count);
    if (filled > count + 1 || runBytes(filled, unit) > bytes) {
      encoded.kind = kind;
      if (kind === columnKind.secondDelta)
        for (let index = count - 1; index > 0; index--) deltas[index] -= deltas[index - 1];
      encoded.numbers = packSigned(deltas, count);
      return;
    }
  }
  if (unit !== 1) for (let at = 0; at < filled; at += 2) pairs[at] /= unit;
  encoded.kind = columnKind.runs;
  encoded.numbers = packSigned(pairs, filled);
}

function runBytes(filled: number, unit: number): number {
  let bytes = 0;
  for (let at = 0; at < filled; at += 2) bytes += signedSize(pairs[at] / unit) + signedSize(pairs[at + 1]);
  return bytes;
}

/** Looks at every third delta. */
function cheaperDelta(count: number): { bytes: number; kind: number } {
  let deltaBytes = 0;
  let secondBytes = 0;
  for (let index = 1; index < count; index += 3) {
    deltaBytes += signedSize(deltas[index]);
    secondBytes += signedSize(deltas[index] - deltas[index - 1]);
  }
  if (secondBytes < deltaBytes) return { bytes: secondBytes * 3, kind: columnKind.secondDelta };
  return { bytes: deltaBytes * 3, kind: columnKind.delta };
}

/** Fills `values` with `length` integers. Throws WireError where the column does not hold exactly so many. */
export function decodeColumn(column: EncodedColumn, values: Float64Array, length: number): void {
  const { kind, first, numbers } = column;
  const unit = column.unit || 1;
  if (kind === columnKind.raw) return unpackDoubles(column.doubles, values, length);
  if (length === 0) return;
  values[0] = first;
  if (kind === columnKind.constant) {
    values.fill(first, 1, length);
    return;
  }
  if (kind === columnKind.runs) return unpackRuns(numbers, values, length, first, unit);
  if (kind !== columnKind.delta && kind !== columnKind.secondDelta)
    throw new WireError(`a column is of kind ${kind}, expected 0 to 4`);
  if (deltas.length < length) deltas = new Float64Array(length);
  unpackSigned(numbers, deltas, length - 1);
  let value = first;
  if (kind === columnKind.delta)
    for (let index = 1; index < length; index++) values[index] = value += deltas[index - 1] * unit;
  else {
    let delta = 0;
    for (let index = 1; index < length; index++) {
      delta += deltas[index - 1];
      values[index] = value += delta * unit;
    }
  }
}

function unpackRuns(numbers: Uint8Array, values: Float64Array, length: number, first: number, unit: number): void {
  const count = countVarints(numbers);
  if (pairs.length < count) pairs = new Float64Array(count);
  unpackSigned(numbers, pairs, count);
  let value = first;
  let index = 1;
  for (let at = 0; at + 1 < count; at += 2) {
    const delta = pairs[at] * unit;
    const run = pairs[at + 1];
    if (run < 1 || run > length - index)
      throw new WireError(`a run of ${run} values at ${index} does not fit into ${length}`);
    for (const end = index + run; index < end; index++) values[index] = value += delta;
  }
  if (index !== length || count % 2 === 1)
    throw new WireError(`runs end at value ${index} after ${count} numbers, expected ${length} values`);
}

function packDoubles(values: Float64Array, length: number): Uint8Array {
  const packed = new Uint8Array(length * 8);
  const view = new DataView(packed.buffer);
  for (let index = 0; index < length; index++) view.setFloat64(index * 8, values[index], true);
  return packed;
}

function unpackDoubles(packed: Uint8Array, values: Float64Array, length: number): void {
  if (packed.length !== length * 8)
    throw new WireError(`a raw column has ${packed.length} bytes, expected ${length * 8} for ${length} values`);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  for (let index = 0; index < length; index++) {
    const value = view.getFloat64(index * 8, true);
    if (!Number.isSafeInteger(value))
      throw new WireError(`a raw column holds ${value} at ${index}, expected an integer`);
    values[index] = value;
  }
}

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

/** Integers further apart are written raw: their deltas would leave the doubles' exact integers. */
const widest = 2 ** 51;
const nothing = new Uint8Array(0);
let deltas = new Float64Array(512);
let pairs = new Float64Array(512);

/** The cheapest writing of a column of integers. */
export function encodeColumn(values: Float64Array, length: number): EncodedColumn {
  const encoded: EncodedColumn = { kind: columnKind.constant, first: 0, unit: 1, numbers: nothing, doubles: nothing };
  if (length === 0) return encoded;
  const first = (encoded.first = values[0]);
  let least = first;
  let most = first;
  for (let index = 1; index < length; index++) {
    const value = values[index];
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least === most) return encoded;
  if (most - least >= widest)
    return { ...encoded, first: 0, kind: columnKind.raw, doubles: packDoubles(values, length) };
  const unit = (encoded.unit = commonDivisor(values, length));
  if (deltas.length < length) deltas = new Float64Array(length);
  let before = first;
  let beforeDelta = 0;
  let deltaBytes = 0;
  let secondBytes = 0;
  let runBytes = 0;
  let runs = 0;
  for (let index = 1; index < length; index++) {
    const delta = (values[index] - before) / unit;
    const size = signedSize(delta);
    deltaBytes += size;
    if (delta !== beforeDelta || index === 1) {
      secondBytes += signedSize(delta - beforeDelta);
      runBytes += size + 2;
      runs += 1;
    } else secondBytes += 1;
    deltas[index - 1] = delta;
    before = values[index];
    beforeDelta = delta;
  }
  if (runBytes <= deltaBytes && runBytes <= secondBytes) {
    encoded.kind = columnKind.runs;
    encoded.numbers = packRuns(length - 1, runs);
    return encoded;
  }
  encoded.kind = columnKind.delta;
  if (secondBytes < deltaBytes) {
    encoded.kind = columnKind.secondDelta;
    for (let index = length - 2; index > 0; index--) deltas[index] -= deltas[index - 1];
  }
  encoded.numbers = packSigned(deltas, length - 1);
  return encoded;
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

function packRuns(count: number, runs: number): Uint8Array {
  if (pairs.length < runs * 2) pairs = new Float64Array(runs * 2);
  let filled = 0;
  for (let index = 0; index < count;) {
    const from = index;
    const delta = deltas[from];
    while (index < count && deltas[index] === delta) index += 1;
    pairs[filled++] = delta;
    pairs[filled++] = index - from;
  }
  return packSigned(pairs, filled);
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

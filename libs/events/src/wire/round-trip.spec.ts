import {
  decodeRecordBatch,
  encodeRecordBatch,
  quantise,
  quantities,
  quantityNames,
  sliceBatch,
  type QuantityName,
  type RecordBatch,
} from '../index.js';
import { largestStored } from './largest-stored.js';
import { randomBatch, seeded } from './random-batch.spec-support.js';

test('a value is exact for every decimal of its scale', () => {
  const random = seeded(1);
  const wrong: unknown[] = [];
  for (const name of quantityNames) {
    const { scale } = quantities[name];
    const places = Math.round(Math.log10(scale));
    for (let round = 0; round < 2000; round++) {
      // all magnitudes, to the very largest that is stored
      const stored = Math.trunc((random() * 2 - 1) * largestStored[name] * 2 ** -Math.floor(random() * 50));
      const digits = String(Math.abs(stored)).padStart(places + 1, '0');
      const cut = digits.length - places;
      const value = Number(`${stored < 0 ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`);
      if (!Object.is(quantise(name, value), value + 0)) wrong.push([name, stored, value]);
    }
  }
  expect(wrong).toEqual([]);
});

test('a value finer than its scale is rounded once, and absent stays absent', () => {
  expect(quantise('temperature_t1_celsius', 25.00004)).toBe(25);
  expect(quantise('current_ampere', -0.00000000001)).toBe(0);
  expect(quantise('voltage_volt', NaN)).toBeNaN();
});

test('hundreds of random batches come back as they were', () => {
  const random = seeded(2);
  for (let round = 0; round < 400; round++) {
    const batch = randomBatch(random);
    const bytes = encodeRecordBatch(batch);
    const decoded = decodeRecordBatch(bytes);
    // toEqual looks at every number by itself: too slow for all of them
    if (round < 40) expect(decoded).toEqual(batch);
    expect(sameBytes(decoded, batch)).toBe(true);
    expect(Buffer.compare(encodeRecordBatch(decoded), bytes)).toBe(0);
  }
});

/** Bit by bit, where NaN is NaN. */
function sameBytes(one: RecordBatch, other: RecordBatch): boolean {
  const bits = (column: Float64Array) => Buffer.from(new Float64Array(column).buffer);
  const names = Object.keys(other.columns) as QuantityName[];
  return (
    Object.keys(one.columns).length === names.length &&
    names.every((name) => bits(one.columns[name]!).equals(bits(other.columns[name]!)))
  );
}

test('a Buffer of the transport decodes as well as bytes of our own, and the batch does not point into it', () => {
  const batch = randomBatch(seeded(3));
  const padded = Buffer.concat([Buffer.alloc(3), encodeRecordBatch(batch)]);
  const decoded = decodeRecordBatch(padded.subarray(3));
  padded.fill(0);
  expect(decoded).toEqual(batch);
});

test('an unquantised batch comes back quantised, and encodes to the same bytes', () => {
  const batch = randomBatch(seeded(4));
  const voltage = batch.columns.voltage_volt!;
  voltage[0] = 3.123456789012;
  const decoded = decodeRecordBatch(encodeRecordBatch(batch));
  expect(decoded.columns.voltage_volt![0]).toBe(3.12345679);
  expect(encodeRecordBatch(decoded)).toEqual(encodeRecordBatch(batch));
});

const few = (change: Partial<RecordBatch>, columns: Partial<Record<QuantityName, number[]>> = {}): RecordBatch => {
  const lists: Partial<Record<QuantityName, number[]>> = {
    record_index: [1, 2],
    unix_time_second: [1, 2],
    test_time_second: [0, 1],
    ...columns,
  };
  return {
    cell_id: 'a',
    test_id: 't',
    equipment_id: '',
    channel_id: '',
    source_format: 'test',
    clock_source: 'none',
    counter_reset: 'unknown',
    exported_at: 0,
    live: false,
    length: 2,
    columns: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Float64Array.from(list)])),
    ...change,
  };
};

test.each([
  [
    few({}, { voltage_volt: [3, Infinity] }),
    'voltage_volt at row 1 is Infinity, expected a magnitude of at most 21.47',
  ],
  [few({}, { voltage_volt: [-25, 3] }), 'voltage_volt at row 0 is -25, expected a magnitude of at most 21.47'],
  [
    few({}, { current_ampere: [0, 1e6] }),
    'current_ampere at row 1 is 1000000, expected a magnitude of at most 450359.9',
  ],
  [few({}, { end_status: [0, 40000] }), 'end_status at row 1 is 40000, expected a magnitude of at most 32767'],
  [few({}, { test_time_second: [0, NaN] }), 'test_time_second at row 1 is NaN, expected a finite number'],
  [few({}, { voltage_volt: [3] }), 'column voltage_volt has 1 values, expected 2'],
  [few({ columns: {} }), 'column record_index is missing, expected it in every batch'],
  [few({ cell_id: '' }), 'cell_id has 0 characters, expected 1 to 200'],
  [few({ channel_id: 'x'.repeat(201) }), 'channel_id has 201 characters, expected 0 to 200'],
  [few({ test_id: 'a\0b' }), 'test_id is "a\\u0000b", expected text without NUL and lone surrogates'],
  [few({ length: 0 }), 'a batch of 0 records, expected 1 to 65536'],
  [few({ exported_at: NaN }), 'exported_at is NaN, expected Unix seconds'],
  [few({ clock_source: 'moon' as 'wall' }), 'clock_source is moon, expected one of none, wall, test_start'],
  [
    few({ cycler_state: { dictionary: ['C'], codes: Uint8Array.of(0, 1) } }),
    'cycler_state at row 1 is 1, expected below 1',
  ],
  [few({ columns: { volts: Float64Array.of(1, 2) } as object }), 'a column is called volts'],
])('a batch that breaks the contract is refused: case %#', (batch, message) => {
  expect(() => encodeRecordBatch(batch)).toThrow(message);
});

test('a slice is a view of some records, and encodes as they would alone', () => {
  const batch = randomBatch(seeded(5), 40);
  const slice = sliceBatch(batch, 10, 25);
  expect(slice.length).toBe(15);
  expect(slice.columns.voltage_volt!.buffer).toBe(batch.columns.voltage_volt!.buffer);
  const decoded = decodeRecordBatch(encodeRecordBatch(slice));
  expect(decoded.columns.record_index).toEqual(batch.columns.record_index!.slice(10, 25));
  expect(decoded.cycler_state!.codes).toEqual(batch.cycler_state!.codes.slice(10, 25));
});

import protobuf from 'protobufjs/minimal.js';
import { decodeRecordBatch, encodeRecordBatch, WireError, type RecordBatch } from '../index.js';
import { randomBatch, seeded } from './random-batch.spec-support.js';

/** The batch, or undefined when the bytes were refused as they should be: by a WireError, nothing else. */
function decodeOrRefuse(bytes: Uint8Array): RecordBatch | undefined {
  try {
    return decodeRecordBatch(bytes);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

test('every truncation is refused', () => {
  const bytes = encodeRecordBatch(randomBatch(seeded(1), 20));
  // whole fields may be missing at the end without harm: only the cycler's state is there
  const refused = Array.from(bytes, (_, end) => decodeOrRefuse(bytes.subarray(0, end))).filter((batch) => !batch);
  expect(refused.length).toBeGreaterThan(bytes.length - 60);
  expect(decodeOrRefuse(new Uint8Array(0))).toBeUndefined();
});

test('whatever bytes are changed, the batch is refused or one that can be written again', () => {
  const random = seeded(2);
  let taken = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = encodeRecordBatch(randomBatch(random, 1 + (round % 30)));
    for (let change = 0; change < 1 + (round % 3); change++)
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const batch = decodeOrRefuse(bytes);
    if (!batch) continue;
    taken += 1;
    const written = encodeRecordBatch(batch);
    expect(Buffer.compare(encodeRecordBatch(decodeRecordBatch(written)), written)).toBe(0);
  }
  expect(taken).toBeGreaterThan(0);
});

test('noise is refused', () => {
  const random = seeded(3);
  for (let round = 0; round < 3000; round++)
    expect(decodeOrRefuse(Uint8Array.from({ length: round % 200 }, () => random() * 256))).toBeUndefined();
});

const field = (number: number, bytes: Uint8Array) =>
  protobuf.Writer.create()
    .uint32((number << 3) | 2)
    .bytes(bytes)
    .finish();
const number = (field: number, value: number) =>
  protobuf.Writer.create()
    .uint32(field << 3)
    .uint32(value)
    .finish();
const column = (...parts: Uint8Array[]) => field(11, Buffer.concat(parts));

test.each([
  ['a length that would fill the memory', [number(10, 0x7fffffff)], '2147483647 records, expected 1 to 65536'],
  ['no length', [field(1, Buffer.from('a'))], '0 records, expected 1 to 65536'],
  [
    'a column of a kind from the future',
    [number(10, 2), column(number(1, 9), number(2, 7))],
    'voltage_volt: a column is of kind 7',
  ],
  [
    'a column that comes twice',
    [number(10, 2), column(number(1, 9)), column(number(1, 9))],
    'voltage_volt comes twice',
  ],
  [
    'a run beyond the end',
    [number(10, 2), column(number(1, 9), number(2, 1), field(5, Uint8Array.of(2, 20)))],
    'a run of 10 values at 1 does not fit into 2',
  ],
  [
    'a run of nothing',
    [number(10, 2), column(number(1, 9), number(2, 1), field(5, Uint8Array.of(2, 0)))],
    'a run of 0 values',
  ],
  [
    'too few deltas',
    [number(10, 4), column(number(1, 9), number(2, 2), field(5, Uint8Array.of(2, 2)))],
    'ended at byte',
  ],
  [
    'too many deltas',
    [number(10, 2), column(number(1, 9), number(2, 2), field(5, Uint8Array.of(2, 2)))],
    'ended at byte 1 of a column, expected its end at 2',
  ],
  [
    'a varint without end',
    [number(10, 2), column(number(1, 9), number(2, 2), field(5, new Uint8Array(12).fill(255)))],
    'a varint of 2^53 or more',
  ],
  [
    'a value beyond the table',
    [
      number(10, 2),
      column(
        number(1, 20),
        protobuf.Writer.create()
          .uint32(3 << 3)
          .sint64(40000)
          .finish(),
      ),
    ],
    'end_status: value 0 is stored as 40000, expected a magnitude of at most 32767',
  ],
  [
    'a clock relative to nothing',
    [number(10, 2), column(number(1, 4), number(8, 1))],
    'relative to test_time_second, expected that before it',
  ],
  [
    'presence of another length',
    [number(10, 20), column(number(1, 9), field(7, Uint8Array.of(1)))],
    '1 bytes of presence, expected 3 for 20 rows',
  ],
  [
    'raw doubles that are no integers',
    [number(10, 1), column(number(1, 9), number(2, 4), field(6, new Uint8Array(new Float64Array([0.5]).buffer)))],
    'a raw column holds 0.5 at 0',
  ],
  ['a state beyond its words', [number(10, 1), field(13, Uint8Array.of(2, 2))], 'missing, expected it in every batch'],
])('%s is refused, saying what was got', (_, parts, message) => {
  const ids = [field(1, Buffer.from('a')), field(2, Buffer.from('t')), field(5, Buffer.from('f'))];
  const bytes = Buffer.concat(parts.length === 1 && parts[0][0] === 10 ? parts : [...ids, ...parts]);
  expect(() => decodeRecordBatch(bytes)).toThrow(WireError);
  expect(() => decodeRecordBatch(bytes)).toThrow(message as string);
});

test('a million nested groups do not overflow the stack', () => {
  expect(decodeOrRefuse(new Uint8Array(1_000_000).fill((15 << 3) | 3))).toBeUndefined();
});

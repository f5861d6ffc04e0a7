import type { QuantityName } from '@cellwatch/events';
import type { Reading, ReadOptions } from '../cycler-reader.js';
import { openCyclerReader } from '../open-cycler-reader.js';

const options: ReadOptions = { file_name: 'a.mpr', time_zone: 'Europe/Oslo' };

function read(bytes: Uint8Array, more: Partial<ReadOptions> = {}): Reading[] {
  const reader = openCyclerReader({ ...options, ...more });
  return [...reader.write(bytes), ...reader.end()];
}
const rejects = (readings: Reading[]) => readings.flatMap((r) => (r.kind === 'reject' ? [r.reject] : []));
const column = (readings: Reading[], name: QuantityName) =>
  readings.flatMap((r) => (r.kind === 'batch' ? Array.from(r.batch.columns[name] ?? []) : []));

function moduleOf(name: string, version: number, data: Buffer): Buffer {
  const header = Buffer.alloc(57);
  header.write('MODULE', 0);
  header.write(name.padEnd(10), 6);
  header.writeUInt32LE(data.length, 41);
  header.writeUInt32LE(version, 45);
  return Buffer.concat([header, data]);
}

/** Points of flags, Ns, time, dq and Ewe, in a data module of version 3. */
function mpr(
  points: [mode: number, ns: number, time: number, dq: number, ewe: number][],
  ids = [1, 131, 4, 7, 6],
): Uint8Array {
  // prettier-ignore
  const data = Buffer.alloc(0x196 + points.length * 23);
  data.writeUInt32LE(points.length, 0);
  data.writeUInt8(ids.length, 4);
  ids.forEach((id, k) => data.writeUInt16LE(id, 5 + 2 * k));
  points.forEach(([mode, ns, time, dq, ewe], i) => {
    const at = 0x196 + i * 23;
    data.writeUInt8(mode, at);
    data.writeUInt16LE(ns, at + 1);
    data.writeDoubleLE(time, at + 3);
    data.writeDoubleLE(dq, at + 11);
    data.writeFloatLE(ewe, at + 19);
  });
  const log = Buffer.alloc(0x400);
  log.writeUInt8(4, 9);
  log.writeDoubleLE(45301.5, 0x249);
  const name = 'C:\\data\\cell 7.mpr';
  log.writeUInt8(name.length, 0x251);
  log.write(name, 0x252);
  const magic = Buffer.alloc(0x34);
  magic.write('BIO-LOGIC MODULAR FILE');
  return Uint8Array.from(Buffer.concat([magic, moduleOf('VMP data', 3, data), moduleOf('VMP LOG', 0, log)]));
}

const points: Parameters<typeof mpr>[0] = [
  [3, 0, 0, 0, 3.5],
  [1, 1, 10, 0.01, 3.625],
  [1, 1, 20, 0.01, 3.75],
  [1, 2, 30, -0.02, 3.5],
];

test('a .mpr: the current is the charge over the time since the point before; the start is the lab’s', () => {
  const readings = read(mpr(points));
  expect(readings[0]).toMatchObject({
    kind: 'test',
    test: {
      cell_id: 'cell_7',
      test_id: 'cell 7@2024-01-10T12:00:00#5',
      channel_id: '5',
      source_format: 'biologic.mpr',
      clock_source: 'test_start',
      current_sign: 'signed',
    },
  });
  expect(column(readings, 'current_ampere')).toEqual([0, 0.0036, 0.0036, -0.0072]);
  expect(column(readings, 'step_count')).toEqual([1, 2, 2, 3]);
  expect(column(readings, 'record_index')).toEqual([1, 2, 3, 4]);
  expect(column(readings, 'unix_time_second')[1]).toBe(Date.parse('2024-01-10T11:00:10Z') / 1000);
});

test('batches are as long as is asked for, and nothing is given before the end', () => {
  const reader = openCyclerReader({ ...options, records_per_batch: 3 });
  expect([...reader.write(mpr(points)), ...reader.flush()]).toEqual([]);
  expect(reader.end().map((r) => (r.kind === 'batch' ? r.batch.length : r.kind))).toEqual(['test', 3, 1]);
  expect(reader.end()).toEqual([]);
});

test('the caller may use its memory again', () => {
  const bytes = mpr(points);
  const reader = openCyclerReader(options);
  const buffer = new Uint8Array(16);
  for (let at = 0; at < bytes.length; at += 16) {
    const piece = bytes.subarray(at, at + 16);
    buffer.set(piece);
    reader.write(buffer.subarray(0, piece.length));
  }
  expect(column(reader.end(), 'voltage_volt')).toEqual([3.5, 3.625, 3.75, 3.5]);
});

test('a point that shows no voltage of a cell is one reject, the others are read', () => {
  const readings = read(mpr([points[0], [1, 1, 10, 0.01, 300], [1, 1, 20, 0.01, NaN], points[3]]));
  expect(column(readings, 'record_index')).toEqual([1, 4]);
  expect(rejects(readings).map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'implausible'],
    [3, 'implausible'],
  ]);
});

test.each<[string, Uint8Array, string, string]>([
  ['a column of unknown width', mpr(points, [1, 131, 4, 7, 200]), 'unknown_format', 'got column 200'],
  [
    'columns that do not fill a point',
    mpr(points, [1, 131, 4, 6]),
    'unknown_format',
    'got 92 bytes for 4 points of 15',
  ],
  ['a sweep', mpr(points, [32, 131, 4, 7, 6]), 'impedance_sweep', 'got an impedance sweep'],
  ['a file that was cut', mpr(points).subarray(0, -1), 'unreadable', 'the file was cut'],
  ['a zip of anything', Uint8Array.from(Buffer.from('504b0506' + '00'.repeat(18), 'hex')), 'binary', 'zero byte'],
])('%s is one reject of the whole', (_, bytes, reason, message) => {
  const readings = read(bytes);
  expect(rejects(readings)).toMatchObject([{ line: 0, reason, message: expect.stringContaining(message) }]);
  expect(readings).toHaveLength(1);
});

test('bytes that are turned about are refused or read, and never crash', () => {
  const bytes = mpr(points);
  let random = 1;
  const next = (below: number) => (random = (Math.imul(random, 1664525) + 1013904223) >>> 0) % below;
  for (let k = 0; k < 500; k++) {
    const broken = bytes.slice();
    for (let n = 0; n < 4; n++) broken[22 + next(bytes.length - 22)] = next(256);
    expect(read(broken).length).toBeGreaterThan(0);
  }
});

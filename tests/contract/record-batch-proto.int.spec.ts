import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { encodeRecordBatch, quantities, quantityNames, type RecordBatch } from '@cellwatch/events';
import { syntheticCell } from '@cellwatch/synthetic-cell';

const path = fileURLToPath(new URL('../../libs/events/wire/record-batch.proto', import.meta.url));
const { root } = protobuf.parse(readFileSync(path, 'utf8'), { keepCase: true });
const type = root.lookupType('cellwatch.RecordBatch');

interface Column {
  number: number;
  kind: string;
  first: number;
  unit: number;
  numbers: number[];
  doubles: number[];
  presence: Uint8Array;
  relative_to_test_time: boolean;
}

/** The stored integers of a column, by the words of the .proto and nothing of ours. */
function expand({ kind, first, unit, numbers, doubles }: Column, count: number): number[] {
  if (kind === 'RAW') return doubles;
  const values = [first];
  const step = unit || 1;
  if (kind === 'CONSTANT') while (values.length < count) values.push(first);
  if (kind === 'RUNS')
    for (let at = 0; at < numbers.length; at += 2)
      for (let times = 0; times < numbers[at + 1]; times++) values.push(values.at(-1)! + numbers[at] * step);
  if (kind === 'DELTA') for (const delta of numbers) values.push(values.at(-1)! + delta * step);
  if (kind === 'SECOND_DELTA') {
    let delta = 0;
    for (const second of numbers) values.push(values.at(-1)! + (delta += second) * step);
  }
  return values;
}

test('any Protobuf reader gets the records by the shipped .proto', () => {
  const cell = syntheticCell({
    sampling_second: 7,
    voltage_noise_volt: 0.001,
    shunts: [{ from_cycle: 1, resistance_ohm: 1e5 }],
  });
  const kinds = new Set<string>();
  for (let round = 0; round < 10; round++) {
    const batch = cell.next(500)!;
    for (let index = 0; index < 500; index += 10) batch.columns.temperature_t1_celsius![index] = NaN;
    const read = type.toObject(type.decode(encodeRecordBatch(batch)), { longs: Number, enums: String, defaults: true });
    expect(read).toMatchObject({ cell_id: 'synthetic', length: 500, clock_source: 'WALL', counter_reset: 'STEP' });
    expect(read.state_dictionary).toEqual(batch.cycler_state!.dictionary);
    const testTime = expand(read.columns[0], 500);
    for (const column of read.columns as Column[]) {
      kinds.add(column.kind);
      const name = quantityNames.find((name) => quantities[name].number === column.number)!;
      expect([name, values(column, testTime, quantities[name].scale)]).toEqual([name, [...batch.columns[name]!]]);
    }
  }
  expect([...kinds].sort()).toEqual(['CONSTANT', 'DELTA', 'RUNS', 'SECOND_DELTA']);
});

function values(column: Column, testTime: number[], scale: number): number[] {
  const present = Array.from(testTime, (_, row) =>
    column.presence.length === 0 ? true : ((column.presence[row >> 3] >> (row & 7)) & 1) === 1,
  );
  const stored = expand(column, present.filter(Boolean).length);
  let next = 0;
  return present.map((here, row) => {
    if (!here) return NaN;
    return (stored[next++] + (column.relative_to_test_time ? testTime[row] : 0)) / scale;
  });
}

test('the reader above can fail: a value that was changed is seen', () => {
  const batch: RecordBatch = syntheticCell({}).next(10)!;
  const read = type.toObject(type.decode(encodeRecordBatch(batch)), { longs: Number, enums: String, defaults: true });
  const column = (read.columns as Column[]).find(({ number }) => number === quantities.voltage_volt.number)!;
  column.first += 1;
  expect(values(column, expand(read.columns[0], 10), 1e8)).not.toEqual([...batch.columns.voltage_volt!]);
});

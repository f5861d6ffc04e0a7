import { decodeRecordBatch, encodeRecordBatch, partitionOf, quantise, type RecordBatch } from '../index.js';

function batchOf(length: number): RecordBatch {
  const column = (value: (index: number) => number) => Float64Array.from({ length }, (_, index) => value(index));
  return {
    cell_id: 'a',
    test_id: 't',
    equipment_id: '',
    channel_id: '7',
    source_format: 'test',
    clock_source: 'wall',
    counter_reset: 'step',
    exported_at: 1700000000,
    live: false,
    length,
    columns: {
      record_index: column((index) => index + 1),
      unix_time_second: column((index) => 1.7e9 + index),
      test_time_second: column((index) => index * 1.01),
      step_time_second: column((index) => quantise('step_time_second', (index % 100) * 1.01)),
      voltage_volt: column((index) => quantise('voltage_volt', 3.7 + Math.sin(index) / 100)),
      current_ampere: column((index) => (index % 7 === 0 ? NaN : -9.4000915541)),
    },
    cycler_state: { dictionary: ['C', 'D'], codes: Uint8Array.from({ length }, (_, index) => Number(index > 10)) },
  };
}

test('a batch comes back as it was, absent values included', () => {
  const batch = batchOf(500);
  batch.columns.test_time_second = batch.columns.test_time_second!.map((value) => quantise('test_time_second', value));
  expect(decodeRecordBatch(encodeRecordBatch(batch))).toEqual(batch);
});

test('partitions are those of the Java client', () => {
  // murmur2('21') = -973932308, murmur2('foobar') = -790332482, from Kafka's own tests
  expect(partitionOf('21')).toBe((-973932308 & 0x7fffffff) % 12);
  expect(partitionOf('foobar')).toBe((-790332482 & 0x7fffffff) % 12);
});

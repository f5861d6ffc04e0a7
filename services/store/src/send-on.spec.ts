import { decodeRecordBatch, topics, type RecordBatch } from '@cellwatch/events';
import { sendOn } from './send-on.js';

const batch = (cell_id: string, test_id: string): RecordBatch => ({
  cell_id,
  test_id,
  equipment_id: '',
  channel_id: '',
  source_format: 'test',
  clock_source: 'wall',
  counter_reset: 'unknown',
  exported_at: 1,
  live: false,
  length: 2,
  columns: {
    record_index: Float64Array.of(1, 2),
    unix_time_second: Float64Array.of(10, 11),
    test_time_second: Float64Array.of(0, 1),
    current_ampere: Float64Array.of(1, 1),
    voltage_volt: Float64Array.of(3.5, NaN),
  },
});

test('without routes every batch stays', () => {
  const batches = [batch('a', 't')];
  expect(sendOn(batches, [])).toEqual({ here: batches, elsewhere: [] });
});

test('a moved test goes on under its new cell’s name and key, in order; its namesake on another cell stays', () => {
  const batches = [batch('a', 't'), batch('a', 'u'), batch('b', 't'), { ...batch('a', 't'), exported_at: 2 }];
  const { here, elsewhere } = sendOn(batches, [{ cell_id: 'a', test_id: 't', to_cell_id: 'c' }]);
  expect(here).toEqual([batches[1], batches[2]]);
  expect(elsewhere.map(({ topic, key }) => [topic, key])).toEqual([
    [topics.records, 'c'],
    [topics.records, 'c'],
  ]);
  expect(elsewhere.map(({ value }) => decodeRecordBatch(value))).toEqual([
    { ...batches[0], cell_id: 'c' },
    { ...batches[3], cell_id: 'c' },
  ]);
});

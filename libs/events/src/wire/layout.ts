import type { ClockSource, CounterReset } from '../record-batch.js';

/** Field numbers of `wire/record-batch.proto`. For ever. */
export const batchField = {
  cell_id: 1,
  test_id: 2,
  equipment_id: 3,
  channel_id: 4,
  source_format: 5,
  clock_source: 6,
  counter_reset: 7,
  exported_at: 8,
  live: 9,
  length: 10,
  columns: 11,
  state_dictionary: 12,
  state_runs: 13,
} as const;

export const columnField = {
  number: 1,
  kind: 2,
  first: 3,
  unit: 4,
  numbers: 5,
  doubles: 6,
  presence: 7,
  relative_to_test_time: 8,
} as const;

export const columnKind = { constant: 0, runs: 1, delta: 2, secondDelta: 3, raw: 4 } as const;

export const clockSources: readonly ClockSource[] = ['none', 'wall', 'test_start'];
export const counterResets: readonly CounterReset[] = ['unknown', 'step', 'cycle', 'test', 'block'];

/** Far above what this program sends; below it a hostile length costs little. */
export const mostRecords = 65_536;

/** Of a varint's wire type and of a length-delimited one's. */
export const varintTag = (field: number) => field << 3;
export const bytesTag = (field: number) => (field << 3) | 2;

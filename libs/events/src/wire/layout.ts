import type { ClockSource, CounterReset } from '../record-batch.js';

/** Field numbers of `wire/record-batch.proto`. For ever. */
export const field = {
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
  column_number: 1,
  column_kind: 2,
  column_payload: 3,
  column_presence: 4,
} as const;

export const clockSources: readonly ClockSource[] = ['none', 'wall', 'test_start'];
export const counterResets: readonly CounterReset[] = ['unknown', 'step', 'cycle', 'test', 'block'];

/** Far above what this program sends; below it a hostile length costs little. */
export const mostRecords = 65_536;

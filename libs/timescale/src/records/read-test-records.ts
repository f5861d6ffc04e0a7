import type { ClockSource, CounterReset, RecordBatch } from '@cellwatch/events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { decodeCopy } from './decode-copy.js';
import { quantityColumns } from './columns.js';

export type StoredTest = Pick<
  RecordBatch,
  'cell_id' | 'test_id' | 'equipment_id' | 'channel_id' | 'source_format' | 'live'
> & {
  test_key: number;
  clock_source: ClockSource;
  counter_reset: CounterReset;
  first: string;
  last: string;
};

/** The cell's tests in the order in which they are folded. */
export const testsOfCell = `
  select cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset, live, test_key,
    first_recorded_at::text as first, last_recorded_at::text as last
  from tests where cell_id = $1
  order by first_recorded_at, test_id collate "C"
`;

/** A test's records in the order of their number, from one and before another where these are given. */
export async function* readTestRecords(
  client: PoolClient,
  { test_key, first, last, ...test }: StoredTest,
  { batch_size, from = null, before = null }: { batch_size: number; from?: number | null; before?: number | null },
): AsyncGenerator<RecordBatch> {
  const copy = client.query(
    copyTo(
      `copy (
        select record_index, recorded_at, exported_at, ${quantityColumns.join(', ')}, cycler_state
        from scaled.records
        where test_key = ${test_key} and recorded_at between '${first}' and '${last}'
          ${from === null ? '' : `and record_index >= ${Math.trunc(from)}`}
          ${before === null ? '' : `and record_index < ${Math.trunc(before)}`}
        order by record_index
      ) to stdout (format binary)`,
    ),
  );
  try {
    yield* decodeCopy(copy.iterator({ destroyOnReturn: false }), test, batch_size);
  } finally {
    // Whoever stops early leaves the client ready for its next statement.
    if (!copy.readableEnded) await finished(copy.resume());
  }
}

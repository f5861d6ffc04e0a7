import type { ClockSource, CounterReset, RecordBatch } from '@cellwatch/events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { decodeCopy } from './decode-copy.js';
import { quantityColumns } from './columns.js';

type Test = Pick<RecordBatch, 'cell_id' | 'test_id' | 'equipment_id' | 'channel_id' | 'source_format' | 'live'> & {
  test_key: number;
  clock_source: ClockSource;
  counter_reset: CounterReset;
  first: string;
  last: string;
};

/**
 * A cell's records as they were landed: tests in the order of their first record, then test_id; records in the order of their
 * number. A batch ends after `batch_size` records, and where the export that printed them changes. A quantity has a column
 * where any record of the batch has a value. Holds `client` until it has ended.
 */
export async function* readCellRecords(
  client: PoolClient,
  cell_id: string,
  { batch_size = 5_000 }: { batch_size?: number } = {},
): AsyncGenerator<RecordBatch> {
  const { rows: tests } = await client.query<Test>(
    `select cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset, live, test_key,
      first_recorded_at::text as first, last_recorded_at::text as last
    from tests where cell_id = $1
    order by first_recorded_at, test_id collate "C"`,
    [cell_id],
  );
  for (const { test_key, first, last, ...test } of tests) {
    const copy = client.query(
      copyTo(
        `copy (
          select record_index, recorded_at, exported_at, ${quantityColumns.join(', ')}, cycler_state
          from scaled.records
          where test_key = ${test_key} and recorded_at between '${first}' and '${last}'
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
}

import type { RecordBatch } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { readTestRecords, testsOfCell, type StoredTest } from './read-test-records.js';

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
  const { rows: tests } = await client.query<StoredTest>(testsOfCell, [cell_id]);
  for (const test of tests) yield* readTestRecords(client, test, { batch_size });
}

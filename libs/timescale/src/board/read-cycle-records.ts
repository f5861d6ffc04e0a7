import type { RecordBatch } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { readTestRecords, testsOfCell, type StoredTest } from '../records/read-test-records.js';

/** Where a cycle begins. */
export interface CycleStart {
  test_id: string;
  first_record_index: number;
}

/** Records before the first: what a cycle's first edge is told by. */
const lead = 8;

/**
 * The records of a cycle in order, from a few before its first to the next cycle's first, or to the last where none follows;
 * across tests where it goes on in another. Holds `client` until it has ended.
 */
export async function* readCycleRecords(
  client: PoolClient,
  cell_id: string,
  { start, next }: { start: CycleStart; next: CycleStart | null },
): AsyncGenerator<RecordBatch> {
  const { rows: tests } = await client.query<StoredTest>(testsOfCell, [cell_id]);
  const first = tests.findIndex(({ test_id }) => test_id === start.test_id);
  const last = next ? tests.findIndex(({ test_id }) => test_id === next.test_id) : tests.length - 1;
  if (first < 0) return;
  for (const test of tests.slice(first, last + 1))
    yield* readTestRecords(client, test, {
      batch_size: 5_000,
      from: test.test_id === start.test_id ? start.first_record_index - lead : null,
      before: test.test_id === next?.test_id ? next.first_record_index : null,
    });
}

import type { RecordBatch } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { copyRecords } from './copy-records.js';
import { encodeCopy } from './encode-copy.js';
import { mergeRecords } from './merge-records.js';
import { resolveTests } from './resolve-tests.js';
import { extendTests } from './extend-tests.js';

export interface LandedRecords {
  /** Keys that were not there. */
  inserted: number;
  /** Rows that changed nothing but, at most, the export that they were last seen in. */
  repeated: number;
  /** Keys that were there with other values. */
  replaced: number;
}

/**
 * Lands batches in the caller's transaction. What begins above its test's last record goes straight into the table by binary
 * COPY; the rest is compared with what is there. The table ends up the same whatever the batching, order or repetition.
 * Throws DataError for a value that its column cannot hold.
 */
export async function landRecords(client: PoolClient, batches: readonly RecordBatch[]): Promise<LandedRecords> {
  const landed = { inserted: 0, repeated: 0, replaced: 0 };
  if (batches.length === 0) return landed;
  const tests = await resolveTests(client, batches);
  const found = new Map(tests.map((test) => [keyOf(test), test]));
  const last = new Map(tests.map((test) => [test.test_key, test.last_record_index]));
  const fresh: { test_key: number; batch: RecordBatch }[] = [];
  const doubtful: typeof fresh = [];
  for (const batch of batches) {
    const { test_key } = found.get(keyOf(batch))!;
    const end = lastIfAbove(batch.columns.record_index!, last.get(test_key)!);
    if (end !== undefined) last.set(test_key, end);
    (end === undefined ? doubtful : fresh).push({ test_key, batch });
  }
  if (fresh.length > 0) {
    await copyRecords(client, 'scaled.records', encodeCopy(fresh));
    await extendTests(client, fresh);
    for (const { batch } of fresh) landed.inserted += batch.length;
  }
  if (doubtful.length > 0) {
    const encoded = encodeCopy(doubtful);
    const keys = [...new Set(doubtful.map(({ test_key }) => test_key))];
    const { inserted, replaced } = await mergeRecords(client, encoded, keys);
    landed.inserted += inserted;
    landed.replaced += replaced;
    landed.repeated += encoded.rows - inserted - replaced;
  }
  return landed;
}

function keyOf({ cell_id, test_id }: { cell_id: string; test_id: string }): string {
  return JSON.stringify([cell_id, test_id]);
}

/** The last index, when all of them rise from above `floor`. */
function lastIfAbove(indexes: Float64Array, floor: number): number | undefined {
  let previous = floor;
  for (const index of indexes) {
    if (!(index > previous)) return undefined;
    previous = index;
  }
  return previous;
}

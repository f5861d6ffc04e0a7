import { toStored, type RecordBatch } from '@cellwatch/events';
import type { PoolClient } from 'pg';

interface Extent {
  test_key: number;
  /** Unix microseconds. */
  first: number;
  last: number;
  last_record_index: number;
  count: number;
}

/** Brings the tests' rows up to records that all were new and above what was there. */
export async function extendTests(
  client: PoolClient,
  landed: readonly { test_key: number; batch: RecordBatch }[],
): Promise<void> {
  const extents = new Map<number, Extent>();
  for (const { test_key, batch } of landed) {
    const extent = extents.get(test_key) ?? {
      test_key,
      first: Infinity,
      last: -Infinity,
      last_record_index: 0,
      count: 0,
    };
    for (const second of batch.columns.unix_time_second!) {
      const microsecond = toStored(second, 1e6);
      if (microsecond < extent.first) extent.first = microsecond;
      if (microsecond > extent.last) extent.last = microsecond;
    }
    extent.last_record_index = batch.columns.record_index![batch.length - 1];
    extent.count += batch.length;
    extents.set(test_key, extent);
  }
  await client.query(
    `update tests set
      first_recorded_at = least(first_recorded_at, to_timestamp(0) + extents.first * interval '1 microsecond'),
      last_recorded_at = greatest(last_recorded_at, to_timestamp(0) + extents.last * interval '1 microsecond'),
      last_record_index = extents.last_record_index,
      record_count = record_count + extents.count
    from json_to_recordset($1::json) as extents (
      test_key integer, first bigint, last bigint, last_record_index bigint, count bigint
    )
    where tests.test_key = extents.test_key`,
    [JSON.stringify([...extents.values()])],
  );
}

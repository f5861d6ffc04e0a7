import type { Queryable } from '../pool.js';
import type { ChartPoint, RecordWindow } from './record-window.js';

/**
 * At most `limit` records of a window, any of them where there are more. The key is (test, record_index), so a late window is
 * found from the end: the last record before it bounds the scan, for time rises with the record within a test.
 */
export async function readWindow(
  client: Queryable,
  { cell_id, from, to }: RecordWindow,
  limit: number,
): Promise<ChartPoint[]> {
  const { rows } = await client.query<ChartPoint>(
    `select * from (
      select extract(epoch from r.recorded_at)::float8 as unix_time_second,
        r.voltage_volt, r.current_ampere, r.temperature_t1_celsius
      from tests
      left join lateral (
        select scaled.records.record_index from scaled.records
        where scaled.records.test_key = tests.test_key and scaled.records.recorded_at < to_timestamp($2)
        order by scaled.records.record_index desc limit 1
      ) before on true
      join records r on r.test_key = tests.test_key and r.record_index > coalesce(before.record_index, -1)
      where tests.cell_id = $1
        and ($2::float8 is null or (tests.last_recorded_at >= to_timestamp($2) and r.recorded_at >= to_timestamp($2)))
        and ($3::float8 is null or (tests.first_recorded_at <= to_timestamp($3) and r.recorded_at <= to_timestamp($3)))
      limit $4
    ) found
    order by unix_time_second`,
    [cell_id, from, to, limit],
  );
  return rows;
}

import type { Queryable } from '../pool.js';
import { physicalPoint } from './physical-point.js';
import type { ChartPoint, RecordWindow } from './record-window.js';
import { windowBounds } from './window-bounds.js';

/** At most `limit` records of a window in order of time; any of them where there are more. */
export async function readWindow(
  client: Queryable,
  { cell_id, from, to }: RecordWindow,
  limit: number,
): Promise<ChartPoint[]> {
  const { rows } = await client.query<ChartPoint>(
    `with bounds as materialized (${windowBounds})
    select * from (
      select ${physicalPoint}
      from bounds
      join scaled.records r on r.test_key = bounds.test_key
        and r.record_index > bounds.above and r.record_index < bounds.below
        and r.recorded_at between bounds.from_at and bounds.to_at
      limit $4
    ) found
    order by unix_time_second`,
    [cell_id, from, to, limit],
  );
  return rows;
}

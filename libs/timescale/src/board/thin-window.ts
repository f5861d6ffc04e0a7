import type { Queryable } from '../pool.js';
import { physicalPoint } from './physical-point.js';
import type { ChartPoint, RecordWindow } from './record-window.js';
import { windowBounds } from './window-bounds.js';

/**
 * Of a window's records, those of least and greatest voltage and current in each of `points / 4` equal spans of time. Value and
 * record travel in one integer, value first, so that one pass of min and max finds both; currents are told apart to 0.1 µA.
 */
export async function thinWindow(
  client: Queryable,
  { cell_id, from, to }: RecordWindow,
  points: number,
): Promise<ChartPoint[]> {
  const { rows } = await client.query<ChartPoint>(
    `with bounds as materialized (${windowBounds}),
    span as (
      select min(from_at) as began,
        greatest((max(to_at) - min(from_at)) / $4::integer, interval '1 microsecond') as width
      from bounds
    ),
    extremes as (
      select r.test_key, max(bounds.from_at) as from_at, max(bounds.to_at) as to_at,
        min((voltage_volt::bigint << 32) | record_index) as least_v,
        max((voltage_volt::bigint << 32) | record_index) as most_v,
        min((greatest(least(current_ampere / 1000, 2147483647), -2147483648) << 32) | record_index)
          filter (where current_ampere is not null) as least_i,
        max((greatest(least(current_ampere / 1000, 2147483647), -2147483648) << 32) | record_index)
          filter (where current_ampere is not null) as most_i
      from span, bounds
      join scaled.records r on r.test_key = bounds.test_key
        and r.record_index > bounds.above and r.record_index < bounds.below
        and r.recorded_at between bounds.from_at and bounds.to_at
      group by r.test_key,
        floor(date_part('epoch', r.recorded_at - span.began) / date_part('epoch', span.width))
    ),
    kept as (
      select distinct test_key, packed & 4294967295 as record_index, from_at, to_at
      from extremes cross join lateral (values (least_v), (most_v), (least_i), (most_i)) as four (packed)
      where packed is not null
    )
    select ${physicalPoint}
    from kept
    join scaled.records r on r.test_key = kept.test_key and r.record_index = kept.record_index
      and r.recorded_at between kept.from_at and kept.to_at
    order by unix_time_second
    limit $5`,
    [cell_id, from, to, Math.max(1, Math.floor(points / 4)), points],
  );
  return rows;
}

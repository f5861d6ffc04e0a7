import type { Queryable } from '../pool.js';
import type { ChartPoint, RecordWindow } from './record-window.js';

/** Of a window's records, those of least and greatest voltage and current in each of `points / 4` equal spans of time. */
export async function thinWindow(
  client: Queryable,
  { cell_id, from, to }: RecordWindow,
  points: number,
): Promise<ChartPoint[]> {
  const { rows } = await client.query<ChartPoint>(
    `with asked as (
      select test_key,
        greatest(first_recorded_at, to_timestamp($2)) as from_at, least(last_recorded_at, to_timestamp($3)) as to_at
      from tests
      where cell_id = $1
        and ($2::float8 is null or last_recorded_at >= to_timestamp($2))
        and ($3::float8 is null or first_recorded_at <= to_timestamp($3))
    ),
    span as (
      select extract(epoch from min(from_at))::float8 as began,
        greatest(extract(epoch from max(to_at) - min(from_at)), 1e-6)::float8 as seconds
      from asked
    ),
    found as (
      select extract(epoch from r.recorded_at)::float8 as t, r.voltage_volt as v, r.current_ampere as i,
        r.temperature_t1_celsius as c
      from asked
      left join lateral (
        select scaled.records.record_index from scaled.records
        where scaled.records.test_key = asked.test_key and scaled.records.recorded_at < to_timestamp($2)
        order by scaled.records.record_index desc limit 1
      ) before on true
      join records r on r.test_key = asked.test_key and r.record_index > coalesce(before.record_index, -1)
        and r.recorded_at between asked.from_at and asked.to_at
    ),
    extremes as (
      select
        min(array[v, t, i, c]) filter (where v is not null) as least_v,
        max(array[v, t, i, c]) filter (where v is not null) as most_v,
        min(array[i, t, v, c]) filter (where i is not null) as least_i,
        max(array[i, t, v, c]) filter (where i is not null) as most_i
      from found, span
      group by least(floor((t - began) / seconds * $4), $4 - 1)
    )
    select distinct t as unix_time_second, v as voltage_volt, i as current_ampere, c as temperature_t1_celsius
    from extremes
    cross join lateral (values
      (least_v[2], least_v[1], least_v[3], least_v[4]), (most_v[2], most_v[1], most_v[3], most_v[4]),
      (least_i[2], least_i[3], least_i[1], least_i[4]), (most_i[2], most_i[3], most_i[1], most_i[4])
    ) as kept (t, v, i, c)
    where t is not null
    order by unix_time_second`,
    [cell_id, from, to, Math.max(1, Math.floor(points / 4))],
  );
  return rows;
}

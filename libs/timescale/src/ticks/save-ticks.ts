import type { Queryable } from '../pool.js';
import type { Tick } from './read-ticks.js';

/** Moves ticks on. Time only rises: a tick that is not later than its partition's last is passed over. */
export async function saveTicks(client: Queryable, ticks: readonly Tick[]): Promise<void> {
  await client.query(
    `insert into ticks (partition, begun_unix_second, unix_second, records_end)
    select partition, unix_second, unix_second, records_end
    from unnest($1::integer[], $2::float8[], $3::bigint[]) as told (partition, unix_second, records_end)
    order by partition
    on conflict (partition) do update set unix_second = excluded.unix_second, records_end = excluded.records_end
    where ticks.unix_second is null or ticks.unix_second < excluded.unix_second`,
    [
      ticks.map(({ partition }) => partition),
      ticks.map(({ unix_second }) => unix_second),
      ticks.map(({ records_end }) => records_end),
    ],
  );
}

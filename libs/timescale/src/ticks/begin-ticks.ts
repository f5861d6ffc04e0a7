import type { Queryable } from '../pool.js';

/** When this installation first ran, Unix seconds: whoever asks first settles it, for ever. */
export async function beginTicks(client: Queryable, partitions: number): Promise<number> {
  await client.query(
    `insert into ticks (partition, begun_unix_second)
    select partition, extract(epoch from now()) from generate_series(0, $1 - 1) partition
    order by partition
    on conflict do nothing`,
    [partitions],
  );
  const { rows } = await client.query<{ begun: number }>(`select min(begun_unix_second) as begun from ticks`);
  return rows[0].begun;
}

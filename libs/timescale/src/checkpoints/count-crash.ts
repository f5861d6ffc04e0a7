import type { Queryable } from '../pool.js';

/** Counts one more crash of `reader` over this message; returns how many there are. */
export async function countCrash(
  client: Queryable,
  reader: string,
  topic: string,
  partition: number,
  position: number,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `insert into crashes (reader, topic, partition, position, count) values ($1, $2, $3, $4, 1)
    on conflict (reader, topic, partition, position) do update set count = crashes.count + 1
    returning count`,
    [reader, topic, partition, position],
  );
  return rows[0].count;
}

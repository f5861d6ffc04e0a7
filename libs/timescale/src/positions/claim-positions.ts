import type { PoolClient } from 'pg';
import type { Position } from './position.js';

/** Where `reader` goes on in each partition, in the order asked; a partition that it never read begins at 0. */
export async function claimPositions(
  client: PoolClient,
  reader: string,
  partitions: readonly Pick<Position, 'topic' | 'partition'>[],
): Promise<number[]> {
  const parameters = [reader, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)];
  await client.query(
    `insert into positions (reader, topic, partition, next)
    select $1, topic, partition, 0 from unnest($2::text[], $3::integer[]) as claimed (topic, partition)
    order by topic, partition
    on conflict do nothing`,
    parameters,
  );
  const { rows } = await client.query<{ next: number }>(
    `select positions.next::float8 as next
    from unnest($2::text[], $3::integer[]) with ordinality as claimed (topic, partition, place)
    join positions on positions.reader = $1 and positions.topic = claimed.topic and positions.partition = claimed.partition
    order by place`,
    parameters,
  );
  return rows.map(({ next }) => next);
}

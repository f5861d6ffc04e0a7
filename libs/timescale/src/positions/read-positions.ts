import type { Queryable } from '../pool.js';
import type { Position } from './position.js';

/** Every position of `reader`. */
export async function readPositions(client: Queryable, reader: string): Promise<Position[]> {
  const { rows } = await client.query<Position>(
    `select topic, partition, next::float8 as next from positions where reader = $1 order by topic, partition`,
    [reader],
  );
  return rows;
}

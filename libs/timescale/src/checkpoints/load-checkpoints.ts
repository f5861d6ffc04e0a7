import type { Queryable } from '../pool.js';
import type { Checkpoint } from './checkpoint.js';

/** What `reader` has saved for the cells of these partitions. */
export async function loadCheckpoints(
  client: Queryable,
  reader: string,
  partitions: readonly number[],
): Promise<Checkpoint[]> {
  const { rows } = await client.query<Checkpoint>(
    `select cell_id, partition, covers, state, dirty, stalled
    from checkpoints where reader = $1 and partition = any($2::integer[])
    order by cell_id`,
    [reader, partitions],
  );
  return rows;
}

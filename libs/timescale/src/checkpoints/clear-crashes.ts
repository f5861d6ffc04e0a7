import type { Queryable } from '../pool.js';

/** Forgets what `reader` crashed over below `position`: it has passed there. */
export async function clearCrashes(
  client: Queryable,
  reader: string,
  topic: string,
  partition: number,
  position: number,
): Promise<void> {
  await client.query(`delete from crashes where reader = $1 and topic = $2 and partition = $3 and position < $4`, [
    reader,
    topic,
    partition,
    position,
  ]);
}

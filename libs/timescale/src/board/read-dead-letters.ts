import type { Queryable } from '../pool.js';

export interface BuriedLetter {
  topic: string;
  partition: number;
  position: number;
  key: string;
  reason: string;
  buried_at: Date;
  byte_count: number;
}

/** Messages that no reader could take, the newest first. */
export async function readDeadLetters(client: Queryable, { limit }: { limit: number }): Promise<BuriedLetter[]> {
  const { rows } = await client.query<BuriedLetter>(
    `select topic, partition, position::float8 as position, key, reason, buried_at, octet_length(value) as byte_count
    from dead_letters
    order by buried_at desc, topic, partition, position
    limit $1`,
    [limit],
  );
  return rows;
}

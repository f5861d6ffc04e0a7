import type { PoolClient } from 'pg';

/** A message that no reader could take, by its place in the topic where it was found. */
export interface DeadLetter {
  topic: string;
  partition: number;
  position: number;
  key: string;
  reason: string;
  value: Uint8Array;
}

/** Lands dead letters; one that was buried twice is kept once, with the first reason. */
export async function landDeadLetters(client: PoolClient, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await client.query(
    `insert into dead_letters (topic, partition, position, key, reason, value)
    select topic, partition, position, key, reason, value
    from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::bytea[])
      as letters (topic, partition, position, key, reason, value)
    on conflict do nothing`,
    [
      letters.map(({ topic }) => topic),
      letters.map(({ partition }) => partition),
      letters.map(({ position }) => position),
      letters.map(({ key }) => storable(key)),
      letters.map(({ reason }) => storable(reason)),
      letters.map(({ value }) => Buffer.from(value)),
    ],
  );
}

/** A text of PostgreSQL holds no NUL, and what was buried may. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

import type { Queryable } from '../pool.js';

/** Marks as dirty what `reader` saved under another version than this: whoever waits for its results sees that they are to come. */
export async function outdateCheckpoints(client: Queryable, reader: string, version: string): Promise<void> {
  await client.query(
    `update checkpoints set dirty = covers
    where reader = $1 and dirty is null and stalled is null and state::json ->> 'version' is distinct from $2`,
    [reader, version],
  );
}

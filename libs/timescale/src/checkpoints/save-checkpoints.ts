import type { Queryable } from '../pool.js';
import type { Checkpoint } from './checkpoint.js';
import { textArray } from './text-array.js';

/** Saves each cell's state, once a cell, in the transaction that moves the reader's positions. */
export async function saveCheckpoints(
  client: Queryable,
  reader: string,
  checkpoints: readonly Checkpoint[],
): Promise<void> {
  if (checkpoints.length === 0) return;
  await client.query(
    `insert into checkpoints (reader, cell_id, partition, covers, state, dirty, stalled)
    select $1, * from unnest($2::text[], $3::integer[], $4::jsonb[], $5::text[], $6::jsonb[], $7::text[])
    on conflict (reader, cell_id) do update set
      partition = excluded.partition, covers = excluded.covers, state = excluded.state,
      dirty = excluded.dirty, stalled = excluded.stalled`,
    [
      reader,
      checkpoints.map(({ cell_id }) => cell_id),
      checkpoints.map(({ partition }) => partition),
      checkpoints.map(({ covers }) => JSON.stringify(covers)),
      textArray(checkpoints.map(({ state }) => state)),
      checkpoints.map(({ dirty }) => dirty && JSON.stringify(dirty)),
      checkpoints.map(({ stalled }) => stalled),
    ],
  );
}

import type { Pool } from '../pool.js';

/** Cells whose results are not yet a function of all that has landed: they wait for a refold, by late records or new facts. */
export async function readWaitingCells(pool: Pool, cell_ids: string[]): Promise<{ reader: string; cell_id: string }[]> {
  const { rows } = await pool.query<{ reader: string; cell_id: string }>(
    `select reader, cell_id
    from checkpoints join cells using (cell_id)
    where cell_id = any($1) and stalled is null
      and (dirty is not null or state::json ->> 'facts_version' <> cells.facts_version)`,
    [cell_ids],
  );
  return rows;
}

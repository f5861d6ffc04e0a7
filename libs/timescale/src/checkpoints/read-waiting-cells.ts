import type { Pool } from '../pool.js';

/**
 * Cells whose results are not yet a function of all that has landed: they wait for a refold, by late records, new facts, a test
 * that was moved or a new definition. A cell that a test was moved to must become known to each of `readers`.
 */
export async function readWaitingCells(
  pool: Pool,
  cell_ids: string[],
  readers: readonly string[],
): Promise<{ reader: string; cell_id: string }[]> {
  const { rows } = await pool.query<{ reader: string; cell_id: string }>(
    `select reader, cell_id
    from checkpoints join cells using (cell_id)
    where cell_id = any($1) and stalled is null
      and (
        dirty is not null
        or state::json ->> 'facts_version' <> cells.facts_version
        or coalesce((state::json ->> 'bookings')::integer, 0) <> cells.bookings
      )
    union all
    select reader, cell_id
    from cells cross join unnest($2::text[]) as known (reader)
    where cell_id = any($1) and bookings > 0
      and not exists (select from checkpoints c where c.reader = known.reader and c.cell_id = cells.cell_id)`,
    [cell_ids, readers],
  );
  return rows;
}

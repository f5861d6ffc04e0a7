import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The current cycles of some cells, in order of each cell’s life. */
export async function readCyclesOfCells(client: Queryable, cell_ids: readonly string[]): Promise<CycleSummary[]> {
  const { rows } = await client.query<CycleSummary>(
    `select c.*, c.first_record_index::float8 as first_record_index, c.last_record_index::float8 as last_record_index
    from cycles_current c
    where c.cell_id = any($1::text[])
    order by c.cell_id, c.derived_cycle_count, c.started_at_unix_second, c.test_id, c.first_record_index`,
    [cell_ids],
  );
  return rows;
}

import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The cell's current cycles in order of its life. */
export async function readCellCycles(client: Queryable, cell_id: string): Promise<CycleSummary[]> {
  const { rows } = await client.query<CycleSummary>(
    `select c.*, c.first_record_index::float8 as first_record_index, c.last_record_index::float8 as last_record_index
    from cycles_current c where c.cell_id = $1
    order by c.derived_cycle_count, c.started_at_unix_second, c.test_id, c.first_record_index`,
    [cell_id],
  );
  return rows;
}

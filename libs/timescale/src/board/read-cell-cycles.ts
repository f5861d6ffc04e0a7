import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The cell's current cycles in order of its life. */
export async function readCellCycles(client: Queryable, cell_id: string): Promise<CycleSummary[]> {
  const { rows } = await client.query<CycleSummary>(
    `select cycles_current.*,
      first_record_index::float8 as first_record_index, last_record_index::float8 as last_record_index
    from cycles_current where cell_id = $1
    order by derived_cycle_count, started_at_unix_second, test_id, first_record_index`,
    [cell_id],
  );
  return rows;
}

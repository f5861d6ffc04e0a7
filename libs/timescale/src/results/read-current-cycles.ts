import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** What has landed for a cell under these versions: the highest revision of each key, retracted ones included; in order of the cell's life. */
export async function readCurrentCycles(
  client: Queryable,
  cell_id: string,
  definition_version: number,
  facts_version: string,
): Promise<CycleSummary[]> {
  const { rows } = await client.query<{ cycle: CycleSummary }>(
    `select to_json(latest) as cycle from (
      select distinct on (test_id, first_record_index) *
      from cycles
      where cell_id = $1 and definition_version = $2 and facts_version = $3
      order by test_id, first_record_index, revision desc
    ) latest
    order by derived_cycle_count, started_at_unix_second, test_id collate "C", first_record_index`,
    [cell_id, definition_version, facts_version],
  );
  return rows.map(({ cycle }) => cycle);
}

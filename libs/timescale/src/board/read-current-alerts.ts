import type { CellAlert } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** Alerts that stand, the newest first; of one cell, or of all. */
export async function readCurrentAlerts(
  client: Queryable,
  { cell_id = null, limit }: { cell_id?: string | null; limit: number },
): Promise<(CellAlert & { committed_at: Date })[]> {
  const { rows } = await client.query<CellAlert & { committed_at: Date }>(
    `select cell_id, rule, test_id, record_index::float8 as record_index, rule_version, rules_version, topic,
      facts_version, revision, retracted, status, severity, raised_at_unix_second, changed_at_unix_second,
      derived_cycle_count, changed_cycle_count, message, evidence, committed_at
    from alerts_current
    where $1::text is null or cell_id = $1
    order by raised_at_unix_second desc nulls last, committed_at desc, rule, record_index
    limit $2`,
    [cell_id, limit],
  );
  return rows;
}

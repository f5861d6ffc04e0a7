import type { CellAlert } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** Alerts of a cell that stand under these facts, whatever they were found in, in the order in which they began. */
export async function readCellAlerts(client: Queryable, cell_id: string, facts_version: string): Promise<CellAlert[]> {
  const { rows } = await client.query<{ alert: CellAlert }>(
    `select to_json(latest) as alert from (
      select distinct on (rule, test_id, record_index)
        cell_id, rule, test_id, record_index, rule_version, rules_version, topic, facts_version, revision, retracted,
        status, severity, raised_at_unix_second, changed_at_unix_second, derived_cycle_count, changed_cycle_count,
        message, evidence
      from alerts
      where cell_id = $1 and facts_version = $2
      order by rule, test_id, record_index, rule_version desc, revision desc
    ) latest
    where not retracted
    order by derived_cycle_count, raised_at_unix_second, rule, test_id collate "C", record_index`,
    [cell_id, facts_version],
  );
  return rows.map(({ alert }) => alert);
}

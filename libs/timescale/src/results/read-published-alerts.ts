import type { AlertTopic, CellAlert } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** What has landed for a cell from this topic's input, under these facts: the newest version and revision of each key, retracted ones included. */
export async function readPublishedAlerts(
  client: Queryable,
  cell_id: string,
  topic: AlertTopic,
  facts_version: string,
): Promise<CellAlert[]> {
  const { rows } = await client.query<{ alert: CellAlert }>(
    `select to_json(latest) as alert from (
      select distinct on (rule, test_id, record_index)
        cell_id, rule, test_id, record_index, rule_version, rules_version, topic, facts_version, revision, retracted,
        status, severity, raised_at_unix_second, changed_at_unix_second, derived_cycle_count, changed_cycle_count,
        message, evidence
      from alerts
      where cell_id = $1 and topic = $2 and facts_version = $3
      order by rule, test_id, record_index, rule_version desc, revision desc
    ) latest`,
    [cell_id, topic, facts_version],
  );
  return rows.map(({ alert }) => alert);
}

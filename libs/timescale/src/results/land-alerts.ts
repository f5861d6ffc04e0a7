import type { CellAlert } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/**
 * Lands alerts in message order. A key, its versions and its revision are overwritten while the episode goes on and never after it
 * has ended; a repeat is a no-op. An alert whose key (cell_id, rule, test_id, record_index) was never seen
 * before and is not a retraction also goes to the outbox, in this transaction.
 */
export async function landAlerts(client: PoolClient, alerts: readonly CellAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await landCells(
    client,
    alerts.map(({ cell_id }) => cell_id),
  );
  const first = new Map<string, CellAlert>();
  for (const alert of alerts) {
    const key = JSON.stringify([alert.cell_id, alert.rule, alert.test_id, alert.record_index]);
    if (!first.has(key)) first.set(key, alert);
  }
  const { rowCount } = await client.query(
    `insert into outbox (cell_id, rule, test_id, record_index, payload)
    select cell_id, rule, test_id, record_index, payload
    from jsonb_to_recordset($1::jsonb)
      as raised (cell_id text, rule text, test_id text, record_index bigint, retracted boolean, payload jsonb)
    where not retracted and not exists (
      select from alerts where alerts.cell_id = raised.cell_id and alerts.rule = raised.rule
        and alerts.test_id = raised.test_id and alerts.record_index = raised.record_index
    )
    on conflict do nothing`,
    [JSON.stringify([...first.values()].map((alert) => ({ ...alert, payload: alert })))],
  );
  // Heard when this transaction commits: the notifier wakes.
  if (rowCount) await client.query('notify cellwatch_outbox');
  const landed = new Map<string, CellAlert>();
  for (const alert of alerts) {
    const { cell_id, rule, test_id, record_index, rule_version, facts_version, revision } = alert;
    const key = JSON.stringify([cell_id, rule, test_id, record_index, rule_version, facts_version, revision]);
    if (goesOn(landed.get(key)?.status)) landed.set(key, alert);
  }
  await client.query(
    `insert into alerts (
      cell_id, rule, test_id, record_index, rule_version, rules_version, topic, facts_version, revision, retracted, status, severity,
      raised_at_unix_second, changed_at_unix_second, derived_cycle_count, changed_cycle_count, message, evidence
    )
    select
      cell_id, rule, test_id, record_index, rule_version, rules_version, topic, facts_version, revision, retracted, status, severity,
      raised_at_unix_second, changed_at_unix_second, derived_cycle_count, changed_cycle_count, message, evidence
    from json_populate_recordset(null::alerts, $1::json)
    on conflict (cell_id, rule, test_id, record_index, rule_version, facts_version, revision) do update set
      rules_version = excluded.rules_version,
      retracted = excluded.retracted,
      status = excluded.status,
      severity = excluded.severity,
      changed_at_unix_second = excluded.changed_at_unix_second,
      changed_cycle_count = excluded.changed_cycle_count,
      message = excluded.message,
      evidence = excluded.evidence
    where alerts.status in ('pending', 'firing')`,
    [JSON.stringify([...landed.values()])],
  );
}

function goesOn(status: CellAlert['status'] = 'pending'): boolean {
  return status === 'pending' || status === 'firing';
}

import type { CellAlert } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';
import { enterOutbox } from '../outbox/enter-outbox.js';

/**
 * Lands alerts in message order. A key, its versions and its revision are overwritten while the episode goes on and never after it
 * has ended; a repeat is a no-op. What people are told of it goes to the outbox, in this transaction (`enterOutbox`).
 */
export async function landAlerts(
  client: PoolClient,
  alerts: readonly CellAlert[],
  history_second = 24 * 3600,
): Promise<void> {
  if (alerts.length === 0) return;
  await landCells(
    client,
    alerts.map(({ cell_id }) => cell_id),
  );
  await enterOutbox(client, alerts, history_second);
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

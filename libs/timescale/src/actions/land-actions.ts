import type { AlertAction } from '@cellwatch/events';
import type { PoolClient } from 'pg';

/** Lands what people did with alerts, each action once; a repeat is a no-op. */
export async function landActions(client: PoolClient, actions: readonly AlertAction[]): Promise<void> {
  if (actions.length === 0) return;
  const { rowCount } = await client.query(
    `insert into alert_actions (
      action_id, action, "by", at_unix_second, cell_id, rule, test_id, record_index, scope, until_unix_second, silence_id, text
    )
    select
      action_id, action, "by", at_unix_second, alert ->> 'cell_id', alert ->> 'rule', alert ->> 'test_id',
      (alert ->> 'record_index')::bigint, scope, until_unix_second, silence_id, text
    from jsonb_to_recordset($1::jsonb) as a (
      action_id text, action text, "by" text, at_unix_second float8, alert jsonb, scope jsonb, until_unix_second float8,
      silence_id text, text text
    )
    on conflict do nothing`,
    [JSON.stringify(actions)],
  );
  // The end of a silence lets go what it held back.
  if (rowCount) await client.query('notify cellwatch_outbox');
}

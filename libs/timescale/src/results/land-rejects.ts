import type { Reject } from '@cellwatch/events';
import type { PoolClient } from 'pg';

/** Lands what was refused, once a (source, line, reason). */
export async function landRejects(client: PoolClient, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  await client.query(
    `insert into rejects (source, line, reason, cell_id, test_id, message, bytes)
    select source, line, reason, cell_id, test_id, message, decode(bytes_base64, 'base64')
    from json_to_recordset($1::json) as refused (
      source text, line bigint, reason text, cell_id text, test_id text, message text, bytes_base64 text
    )
    on conflict do nothing`,
    [JSON.stringify(rejects)],
  );
}

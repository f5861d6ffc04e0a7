import type { PoolClient } from 'pg';

/** Takes events out of messages that are not sealed, and drops messages that are left empty; tells out of which routes. */
export async function withdrawPlaced(
  client: PoolClient,
  outbox_ids: readonly string[],
): Promise<{ outbox_id: string; route: string }[]> {
  const { rows } = await client.query<{ outbox_id: string; route: string; delivery_id: string }>(
    `with open as (
      select d.delivery_id from deliveries d
      where not d.sealed and d.delivery_id in (select delivery_id from delivery_events where outbox_id = any($1::bigint[]))
      for update skip locked
    )
    delete from delivery_events e using open
    where e.delivery_id = open.delivery_id and e.outbox_id = any($1::bigint[])
    returning e.outbox_id, e.route, e.delivery_id`,
    [outbox_ids],
  );
  await client.query(
    `delete from deliveries d
    where d.delivery_id = any($1::bigint[]) and not exists (select from delivery_events e where e.delivery_id = d.delivery_id)`,
    [rows.map(({ delivery_id }) => delivery_id)],
  );
  return rows;
}

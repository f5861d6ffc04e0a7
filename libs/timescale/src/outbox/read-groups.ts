import type { PoolClient } from 'pg';

export interface DeliveryGroup {
  route: string;
  group_key: string;
  /** The last message of the group. */
  delivery_id: string;
  due_at: Date;
  /** It has been sent, or is being sent: nothing joins it. */
  sealed: boolean;
}

/** The last message of each of these groups; one that is not sealed stays so until the transaction ends. */
export async function readGroups(
  client: PoolClient,
  groups: readonly { route: string; group_key: string }[],
): Promise<DeliveryGroup[]> {
  const { rows } = await client.query<DeliveryGroup>(
    `select last.route, last.group_key, last.delivery_id, last.due_at, last.sealed
    from jsonb_to_recordset($1::jsonb) as g (route text, group_key text)
    join lateral (
      select * from deliveries d
      where d.route = g.route and d.group_key = g.group_key
      order by d.delivery_id desc limit 1
      for update
    ) last on true`,
    [JSON.stringify(groups)],
  );
  return rows;
}

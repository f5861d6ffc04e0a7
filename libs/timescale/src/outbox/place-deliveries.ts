import type { PoolClient } from 'pg';

/** A message to a route that is yet to be sent, and the events that it will tell. */
export interface PlannedDelivery {
  route: string;
  group_key: string;
  incident_id: string | null;
  critical: boolean;
  due_at: Date;
  /** Of a message that is there already and not sealed; null for a new one. */
  delivery_id: string | null;
  outbox_ids: string[];
}

/** Writes what is to be delivered; an event that a route was told of already is left out. */
export async function placeDeliveries(client: PoolClient, planned: readonly PlannedDelivery[]): Promise<void> {
  if (planned.length === 0) return;
  const rows = planned.map((delivery, ordinal) => ({ ...delivery, ordinal }));
  await client.query(
    `with planned as (
      select p.*, case
        when p.delivery_id is null then nextval(pg_get_serial_sequence('deliveries', 'delivery_id')) else p.delivery_id
      end as place
      from jsonb_to_recordset($1::jsonb) as p (
        ordinal integer, route text, group_key text, incident_id bigint, critical boolean, due_at timestamptz,
        delivery_id bigint, outbox_ids bigint[]
      )
    ), opened as (
      insert into deliveries (delivery_id, route, group_key, incident_id, critical, due_at, next_attempt_at)
      overriding system value
      select place, route, group_key, incident_id, critical, due_at, due_at
      from planned where delivery_id is null order by ordinal
    )
    insert into delivery_events (outbox_id, route, delivery_id)
    select unnest(outbox_ids), route, place from planned
    on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

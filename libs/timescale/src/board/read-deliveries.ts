import type { Queryable } from '../pool.js';
import type { AlertEvent } from '../outbox/tellings-of.js';

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message to a route and what became of it. */
export interface LandedDelivery {
  delivery_id: number;
  route: string;
  state: DeliveryState;
  incident_id: number | null;
  created_at: Date;
  due_at: Date;
  attempts: number;
  next_attempt_at: Date;
  delivered_at: Date | null;
  dead_at: Date | null;
  last_error: string | null;
  event_count: number;
  /** The first 100. */
  events: { event: AlertEvent; cell_id: string; rule: string; test_id: string; record_index: number }[];
}

/** Messages to routes, the newest first; in some states, or in any. */
export async function readDeliveries(
  client: Queryable,
  { states = deliveryStates, limit }: { states?: readonly DeliveryState[]; limit: number },
): Promise<LandedDelivery[]> {
  const { rows } = await client.query<LandedDelivery>(
    `select d.delivery_id::float8 as delivery_id, d.route, d.state, d.incident_id::float8 as incident_id, d.created_at, d.due_at,
      d.attempts, d.next_attempt_at, d.delivered_at, d.dead_at, d.last_error,
      (select count(*)::integer from delivery_events e where e.delivery_id = d.delivery_id) as event_count,
      (
        select coalesce(jsonb_agg(to_jsonb(first)), '[]')
        from (
          select o.event, o.cell_id, o.rule, o.test_id, o.record_index
          from delivery_events e join outbox o using (outbox_id)
          where e.delivery_id = d.delivery_id
          order by o.outbox_id limit 100
        ) first
      ) as events
    from (
      select *, case
        when delivered_at is not null then 'delivered' when dead_at is not null then 'dead' else 'waiting'
      end as state
      from deliveries
    ) d
    where d.state = any($1::text[])
    order by d.delivery_id desc
    limit $2`,
    [states, limit],
  );
  return rows;
}

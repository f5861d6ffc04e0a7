import type { AlertRule, CellAlert } from '@cellwatch/events';
import { inTransaction } from '../in-transaction.js';
import type { Pool } from '../pool.js';
import type { AlertEvent } from './tellings-of.js';

export interface Delivery {
  delivery_id: string;
  /** This one included. */
  attempts: number;
  incident: DeliveredIncident | null;
  /** In the order in which they entered the outbox. */
  events: DeliveredEvent[];
}

export interface DeliveredEvent {
  event: AlertEvent;
  payload: CellAlert;
  /** When it entered the outbox, ISO 8601. */
  created_at: string;
  /** Of what raised an alert: its end has been found since, whether or not that is delivered. */
  ended: boolean;
  label: string | null;
  campaign: string | null;
  chamber: string | null;
  equipment_id: string | null;
  channel_id: string | null;
}

export interface DeliveredIncident {
  incident_id: string;
  rule: AlertRule;
  place_kind: 'chamber' | 'equipment';
  place: string;
  /** By now. */
  cell_count: number;
}

export interface ClaimOptions {
  /** Until it ends the deliveries are nobody else's; a notifier that dies over them loses them to the next one then. */
  lease?: string;
  /** Attempts on this route within any minute. */
  per_minute?: number;
}

/** Takes up to `limit` messages that are due on `route`, critical ones first and then the oldest; and seals them. */
export async function claimDeliveries(
  pool: Pool,
  route: string,
  limit: number,
  { lease = '1 minute', per_minute = 1e9 }: ClaimOptions = {},
): Promise<Delivery[]> {
  return inTransaction(pool, async (client) => {
    // One at a time on a route: two would count the same minute.
    await client.query(`select from notification_routes where route = $1 for update`, [route]);
    const { rows } = await client.query<Delivery>(
      `with due as (
        select delivery_id from deliveries
        where route = $1 and delivered_at is null and dead_at is null and next_attempt_at <= now()
        order by critical desc, delivery_id
        limit greatest(0, least($2, $4 - (
          select count(*) from deliveries where route = $1 and attempted_at > now() - interval '1 minute'
        )))
        for update skip locked
      ), claimed as (
        update deliveries set
          attempts = attempts + 1, next_attempt_at = now() + $3::interval, attempted_at = now(), sealed = true
        from due
        where deliveries.delivery_id = due.delivery_id
        returning deliveries.delivery_id, attempts, incident_id, critical
      )
      select delivery_id, attempts,
        (
          select jsonb_build_object(
            'incident_id', i.incident_id::text, 'rule', i.rule, 'place_kind', i.place_kind, 'place', i.place,
            'cell_count', (select count(distinct m.cell_id) from incident_members m where m.incident_id = i.incident_id)
          )
          from incidents i where i.incident_id = claimed.incident_id
        ) as incident,
        (
          select jsonb_agg(jsonb_build_object(
            'event', o.event, 'payload', o.payload, 'created_at', o.created_at, 'ended', o.ended, 'label', cells.facts ->> 'label', 'campaign', cells.facts ->> 'campaign',
            'chamber', cells.facts ->> 'chamber', 'equipment_id', tests.equipment_id, 'channel_id', tests.channel_id
          ) order by o.outbox_id)
          from delivery_events e
          join outbox o using (outbox_id)
          join cells using (cell_id)
          left join tests using (cell_id, test_id)
          where e.delivery_id = claimed.delivery_id
        ) as events
      from claimed
      order by critical desc, delivery_id`,
      [route, limit, lease, per_minute],
    );
    return rows;
  });
}

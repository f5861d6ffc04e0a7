import type { CellAlert } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export interface Delivery {
  outbox_id: string;
  payload: CellAlert;
  /** This one included. */
  attempts: number;
}

/**
 * Takes up to `limit` alerts that are due on `route`, oldest first. Until `lease` they are nobody else's; a notifier that dies
 * over them loses them to the next one then.
 */
export async function claimDeliveries(
  client: Queryable,
  route: string,
  limit: number,
  lease = '1 minute',
): Promise<Delivery[]> {
  await client.query(
    `insert into deliveries (outbox_id, route)
    select outbox_id, $1 from outbox
    where not exists (
      select from deliveries where deliveries.outbox_id = outbox.outbox_id and deliveries.route = $1
    )
    order by outbox_id
    on conflict do nothing`,
    [route],
  );
  const { rows } = await client.query<Delivery>(
    `with due as (
      select outbox_id from deliveries
      where route = $1 and delivered_at is null and dead_at is null and next_attempt_at <= now()
      order by outbox_id limit $2
      for update skip locked
    ), claimed as (
      update deliveries set attempts = attempts + 1, next_attempt_at = now() + $3::interval
      from due
      where deliveries.outbox_id = due.outbox_id and deliveries.route = $1
      returning deliveries.outbox_id, attempts
    )
    select outbox_id, payload, attempts from claimed join outbox using (outbox_id) order by outbox_id`,
    [route, limit, lease],
  );
  return rows;
}

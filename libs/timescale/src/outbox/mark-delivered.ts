import type { Queryable } from '../pool.js';

export async function markDelivered(client: Queryable, route: string, outbox_ids: readonly string[]): Promise<void> {
  await client.query(
    `update deliveries set delivered_at = now(), last_error = null
    where route = $1 and outbox_id = any($2::bigint[]) and delivered_at is null`,
    [route, outbox_ids],
  );
}

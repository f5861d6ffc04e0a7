import type { Queryable } from '../pool.js';

export async function markDelivered(client: Queryable, delivery_ids: readonly string[]): Promise<void> {
  await client.query(
    `update deliveries set delivered_at = now(), last_error = null
    where delivery_id = any($1::bigint[]) and delivered_at is null`,
    [delivery_ids],
  );
}

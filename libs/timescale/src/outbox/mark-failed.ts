import type { Queryable } from '../pool.js';

/** Sets the next attempt after 1, 2, 4 … s, an hour at most; after `most_attempts` the delivery is dead, and stays visible. */
export async function markFailed(
  client: Queryable,
  delivery_id: string,
  error: string,
  most_attempts = 15,
): Promise<void> {
  await client.query(
    `update deliveries set
      last_error = $2,
      next_attempt_at = now() + least(interval '1 hour', interval '1 second' * 2.0 ^ least(attempts - 1, 20)),
      dead_at = case when attempts >= $3 then now() end
    where delivery_id = $1 and delivered_at is null`,
    [delivery_id, error, most_attempts],
  );
}

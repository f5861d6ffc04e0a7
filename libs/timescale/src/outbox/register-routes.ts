import type { Queryable } from '../pool.js';

/** Makes routes known, and tells since when each is: it is told of what enters the outbox from then on. */
export async function registerRoutes(client: Queryable, routes: readonly string[]): Promise<Map<string, Date>> {
  await client.query(`insert into notification_routes (route) select unnest($1::text[]) on conflict do nothing`, [
    routes,
  ]);
  const { rows } = await client.query<{ route: string; since: Date | number }>(
    `select route, since from notification_routes where route = any($1::text[])`,
    [routes],
  );
  // -infinity comes as a number: a route of before there were any dates.
  return new Map(rows.map(({ route, since }) => [route, since instanceof Date ? since : new Date(0)]));
}

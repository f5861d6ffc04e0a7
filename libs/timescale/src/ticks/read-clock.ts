import type { Queryable } from '../pool.js';

/** The server's clock, Unix seconds: one for all members. */
export async function readClock(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ now: number }>(`select extract(epoch from clock_timestamp())::float8 as now`);
  return rows[0].now;
}

import pg from 'pg';
import { DatabaseOutageError, isOutage } from './database-outage-error.js';

export type { PoolClient } from 'pg';
export type Pool = pg.Pool;

/** A pool, or one of its clients in a transaction: what a single statement needs. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** A pool that outlives its server: losing an idle connection is no event, and an outage is told by DatabaseOutageError. */
export function openPool(database_url: string, { max = 5 }: { max?: number } = {}): Pool {
  const pool = new pg.Pool({ connectionString: database_url, max, connectionTimeoutMillis: 10_000, keepAlive: true });
  pool.on('error', () => undefined);
  // One that dies in the moment in which it is handed out has no other listener yet; the next statement on it tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  pool.query = ((...args: unknown[]) => query(...args).catch(rethrow)) as typeof pool.query;
  return pool;
}

function rethrow(error: unknown): never {
  throw isOutage(error) ? new DatabaseOutageError(error) : error;
}

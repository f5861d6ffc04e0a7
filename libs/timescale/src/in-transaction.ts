import type { PoolClient } from 'pg';
import { DatabaseOutageError, isOutage } from './database-outage-error.js';
import type { Pool } from './pool.js';

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. An outage becomes a DatabaseOutageError. */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return between(pool, 'begin', work);
}

/** Runs `work` in one read-only transaction whose statements all see the same moment. */
export function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return between(pool, 'begin isolation level repeatable read read only', work);
}

async function between<T>(pool: Pool, begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient | undefined;
  // A connection that dies between two statements tells it by an event alone.
  let lost: Error | undefined;
  const onError = (error: Error) => (lost = error);
  try {
    client = await pool.connect();
    client.on('error', onError);
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    release(client);
    return result;
  } catch (error) {
    if (client) {
      const broken =
        lost ??
        (await client.query('rollback').then(
          () => undefined,
          (failure: Error) => failure,
        ));
      release(client, broken);
    }
    throw isOutage(error) ? new DatabaseOutageError(error) : error;
  }

  function release(held: PoolClient, broken?: Error): void {
    held.off('error', onError);
    held.release(broken);
  }
}

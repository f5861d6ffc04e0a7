import type { PoolClient } from 'pg';

/**
 * Which test belongs to which cell stays as it is until the transaction ends: for whoever lands, together with others; for
 * whoever moves a test, alone. First of all locks, so that nobody waits here who holds what another needs.
 */
export async function lockBookings(client: PoolClient, { alone }: { alone: boolean }): Promise<void> {
  const lock = alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await client.query(`select ${lock}(hashtextextended('cellwatch bookings', 0))`);
}

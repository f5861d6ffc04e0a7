import type { Pool, Queryable } from '../pool.js';

/** Leads as long as its session lives: what the leader writes goes through that session, so that who lost it writes nothing. */
export interface Leadership {
  client: Queryable;
  resign(): void;
}

/**
 * Leads under this name, or null while another session does. A leader whose process ends is followed at once; one whose machine or
 * network is gone, after some seconds.
 */
export async function becomeLeader(pool: Pool, name: string): Promise<Leadership | null> {
  const client = await pool.connect();
  // Its loss is told by the next statement.
  client.on('error', () => undefined);
  try {
    await client.query(
      `set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 2; set tcp_user_timeout = 8000`,
    );
    const { rows } = await client.query<{ leads: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('cellwatch leader ' || $1, 0)) as leads`,
      [name],
    );
    if (rows[0].leads) return { client, resign: () => client.release(true) };
    client.release(true);
    return null;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

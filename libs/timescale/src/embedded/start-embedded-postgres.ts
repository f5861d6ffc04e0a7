import type { ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, open, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkVersion } from './check-version.js';
import { choosePort } from './choose-port.js';
import { clearPreviousServer } from './clear-previous-server.js';
import { explainFailure, mayPass } from './explain-failure.js';
import { initialiseCluster, readPassword } from './initialise-cluster.js';
import { serverBinaries } from './server-binaries.js';
import { serverUser, spawnAs, type ServerUser } from './server-user.js';

export interface EmbeddedOptions {
  /** Where the cluster, its password, its port and its log live; made at the first start. */
  folder: string;
  /** Left out: the one of the last start where it is free, else any free one. */
  port?: number;
  /** Server settings beside ours. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Idempotent. */
  stop(): Promise<void>;
  /** What `kill -9` of the server does. */
  kill(): Promise<void>;
}

const ours: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

/**
 * Starts the PostgreSQL server that npm brought, on 127.0.0.1 only. It hears no Ctrl-C and hooks into no exit: it ends by `stop`,
 * and a server that a killed program left behind is stopped at the next start. Throws, saying what to do, when the port is taken,
 * when the folder is in use, of another user or of another version, or when the disk is full.
 */
export async function startEmbeddedPostgres({
  folder,
  port: wanted,
  settings,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  const data = join(home, 'data');
  const owner = join(home, 'owner.pid');
  const { initdb, postgres } = await serverBinaries();
  await mkdir(home, { recursive: true });
  const user = serverUser(data, [home, postgres]);
  const fresh = !existsSync(join(data, 'PG_VERSION'));
  if (!fresh) {
    await checkVersion(postgres, data);
    await clearPreviousServer(data, owner);
  }
  const password = fresh ? await initialiseCluster(initdb, data, user) : await readPassword(data);
  await writeFile(owner, `${process.pid}\n`);
  const log = join(home, 'server.log');
  const flags = Object.entries({ ...ours, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { server, port, url } = await untilStarted(async () => {
    const port = await choosePort(join(home, 'port'), wanted);
    const url = `postgres://cellwatch:${password}@127.0.0.1:${port}/postgres`;
    const server = await spawnServer(postgres, ['-D', data, '-p', String(port), ...flags], user, log);
    return { server, port, url };
  }, data);
  const ended = new Promise<void>((done) => {
    if (server.exitCode !== null || server.signalCode !== null) done();
    else server.once('exit', () => done());
  });
  async function end(signal: NodeJS.Signals): Promise<void> {
    server.kill(signal);
    await ended;
  }
  return { url, port, ended, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}

async function spawnServer(postgres: string, args: string[], user: ServerUser, log: string): Promise<ChildProcess> {
  // To a file, not to us: the server must be able to write when we are gone.
  const output = await open(log, 'w');
  try {
    // A session of its own: Ctrl-C in the terminal must reach us first, and the server last.
    const options = { detached: true, stdio: ['ignore', output.fd, output.fd] as ['ignore', number, number] };
    const server = spawnAs(user, postgres, args, { ...options, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
    server.on('error', (error) => appendFileSync(log, `FATAL: ${error.message}\n`));
    return server;
  } finally {
    await output.close();
  }
}

interface Started {
  server: ChildProcess;
  port: number;
  url: string;
}

/** A started server that answers. What may pass in a moment is tried again. */
async function untilStarted(start: () => Promise<Started>, data: string): Promise<Started> {
  const log = join(dirname(data), 'server.log');
  for (let attempt = 1; ; attempt++) {
    const started = await start();
    if (await untilReady(started, data)) return started;
    const said = await readFile(log, 'utf8');
    if (attempt < 50 && mayPass(said)) await sleep(200);
    else throw new Error(`the embedded database ended at its start: ${explainFailure(said)}; all of it is in ${log}`);
  }
}

/** True when it answers, false when it has ended. A long recovery is waited for. */
async function untilReady({ server, url }: Started, data: string): Promise<boolean> {
  let failed = false;
  server.once('error', () => (failed = true));
  while (!failed && server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      // Another server may have been quicker to the port.
      if ((await realpath(rows[0].data_directory)) === (await realpath(data))) return true;
    } catch {
      // Not yet.
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(25);
  }
  return false;
}

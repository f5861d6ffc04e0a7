import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '@cellwatch/timescale';

export const debianFolder = '/usr/lib/postgresql/15/bin';
export const debianTimescale = '/usr/share/postgresql/15/extension/timescaledb.control';

export interface DebianPostgres {
  url: string;
  port: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** A cluster of Debian's server in `folder`, with TimescaleDB where it is installed: loaded, and its background jobs running, unless told not to. */
export async function startDebianPostgres(
  folder: string,
  { port: wanted, preload = true, jobs = true }: { port?: number; preload?: boolean; jobs?: boolean } = {},
): Promise<DebianPostgres> {
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const data = join(folder, 'data');
  if (!existsSync(data)) {
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
    const args = ['-D', data, '-U', 'cellwatch', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(debianFolder, 'initdb'), args, { ...user, cwd: folder, stdio: 'pipe' });
  }
  const port = wanted ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    jit: 'off',
    ...(preload &&
      existsSync(debianTimescale) && {
        shared_preload_libraries: 'timescaledb',
        'timescaledb.telemetry_level': 'off',
        ...(!jobs && { 'timescaledb.max_background_workers': '0' }),
      }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const path = join(folder, 'server.log');
  const log = openSync(path, 'w');
  const server = spawn(join(debianFolder, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...user,
    cwd: folder,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const url = `postgres://cellwatch@127.0.0.1:${port}/postgres`;
  const pool = openPool(url, { max: 1 });
  for (;;) {
    if (server.exitCode !== null) throw new Error(`Debian's server ended at its start: ${readFileSync(path, 'utf8')}`);
    const answered = await pool.query('select').then(
      () => true,
      () => false,
    );
    if (answered) break;
    await sleep(25);
  }
  await pool.end();
  async function end(signal: NodeJS.Signals): Promise<void> {
    server.kill(signal);
    await ended;
  }
  return { url, port, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}

function idOf(flag: string): number {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
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

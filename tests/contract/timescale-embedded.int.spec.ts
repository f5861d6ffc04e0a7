import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOutage, openPool, startEmbeddedPostgres, type EmbeddedPostgres } from '@cellwatch/timescale';

const settings = { shared_buffers: '16MB' };
let home: string;
let folder: string;
let server: EmbeddedPostgres | undefined;

const start = async (port?: number) => (server = await startEmbeddedPostgres({ folder, port, settings }));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cellwatch-embedded-'));
  // As root the server is another user.
  await chmod(home, 0o755);
  folder = join(home, 'not', 'yet', 'there');
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('goes on where it was: port, password and data', async () => {
  const { url, port } = await start();
  await query(url, 'create table kept as select 7 as number');
  await server!.stop();
  await server!.stop();
  expect(await start()).toMatchObject({ url, port });
  expect(await query(url, 'select number from kept')).toEqual([{ number: 7 }]);
});

test('listens on the loopback alone, and only to the password that nobody else may read', async () => {
  const { url } = await start();
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select')).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
});

test('starts after kill -9 of itself, with what was committed and nothing else', async () => {
  const { url } = await start();
  await query(url, 'create table load (number integer)');
  const pool = openPool(url, { max: 4 });
  let committed = 0;
  const writing = Promise.allSettled(
    [1, 2, 3, 4].map(async () => {
      for (;;) {
        await pool.query('insert into load select generate_series(1, 100)');
        committed += 1;
      }
    }),
  );
  while (committed < 40) await sleep(5);
  await server!.kill();
  const outcomes = await writing;
  for (const outcome of outcomes) expect(isOutage((outcome as PromiseRejectedResult).reason)).toBe(true);
  expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(true);
  await start();
  const [{ count }] = (await query(url, 'select count(*)::int as count from load')) as { count: number }[];
  // Of each writer the last may have been committed and not answered.
  expect(count % 100).toBe(0);
  expect(count / 100 - committed).toBeGreaterThanOrEqual(0);
  expect(count / 100 - committed).toBeLessThanOrEqual(4);
  await pool.end();
});

test('a pid file whose number is another process’s now does not stand in the way', async () => {
  await start();
  await server!.kill();
  const file = join(folder, 'data', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], statSync(join(folder, 'data')));
  try {
    writeFileSync(file, [other.pid, ...lines.slice(1)].join('\n'));
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    other.kill('SIGKILL');
  }
});

test('a server that a killed program left running is stopped and started anew', async () => {
  const first = await start();
  writeFileSync(join(folder, 'owner.pid'), `${await deadProcess()}\n`);
  const second = await start();
  await first.ended;
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a folder that another program uses is refused by its number, and that program goes on', async () => {
  const { url } = await start();
  const running = server;
  const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  try {
    writeFileSync(join(folder, 'owner.pid'), `${other.pid}\n`);
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(`in use by process ${other.pid}`);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    other.kill('SIGKILL');
    server = running;
  }
});

test('a port that was asked for and is taken is refused; one that was merely kept is replaced', async () => {
  const { port } = await start();
  await server!.stop();
  const taken = await listen(port);
  await expect(startEmbeddedPostgres({ folder, port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
  expect((await start()).port).not.toBe(port);
  taken.close();
});

test('files of another version are refused by its number', async () => {
  const file = join(folder, 'data', 'PG_VERSION');
  const version = readFileSync(file, 'utf8');
  writeFileSync(file, '12\n');
  await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(
    /was written by PostgreSQL 12, and this program brings \d+/,
  );
  writeFileSync(file, version);
});

test('a failure of the server is told in its own words', async () => {
  await expect(startEmbeddedPostgres({ folder, settings: { shared_buffers: 'much' } })).rejects.toThrow(
    /invalid value for parameter "shared_buffers"/,
  );
});

test('a cut-off attempt to make it leaves nothing in the way', async () => {
  const cut = join(home, 'cut');
  const first = await startEmbeddedPostgres({ folder: cut, settings });
  await first.stop();
  // As kill -9 leaves it in the middle of initdb.
  rmSync(join(cut, 'data', 'PG_VERSION'));
  spawnSync('mv', [join(cut, 'data'), join(cut, 'data.new')]);
  const second = await startEmbeddedPostgres({ folder: cut, settings });
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('root’s own folder, closed to everybody else, will do', async () => {
  if (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status !== 0) return;
  const closed = join(home, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const inner = await startEmbeddedPostgres({ folder: join(closed, 'inner'), settings });
  expect(await query(inner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await inner.stop();
});

async function query(url: string, text: string): Promise<unknown[]> {
  const pool = openPool(url, { max: 1 });
  try {
    return (await pool.query(text)).rows;
  } finally {
    await pool.end();
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((ready) => {
    const holder = createServer();
    holder.listen(port, '127.0.0.1', () => {
      expect((holder.address() as AddressInfo).port).toBe(port);
      ready(holder);
    });
  });
}

function deadProcess(): Promise<number> {
  return new Promise((dead) => {
    const child = spawn(process.execPath, ['-e', '']);
    child.once('exit', () => dead(child.pid!));
  });
}

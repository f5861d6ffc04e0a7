import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNotifier, webhookRoutes, type Route, type RunningNotifier } from '@cellwatch/alerts';
import type { CellAlert } from '@cellwatch/events';
import {
  inTransaction,
  landAlerts,
  listenOutbox,
  migrate,
  openPool,
  registerRoutes,
  type Pool,
} from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { unexercised } from '../support/unexercised.js';

interface Page {
  key: string;
  path: string;
  signature: string | undefined;
  body: string;
}

let database: TestDatabase;
let pool: Pool;
let farEnd: Server;
let origin: string;
let pages: Page[] = [];
let unanswered: ServerResponse[] = [];
/** What each path answers; a path that is not here hangs. */
const answers = new Map<string, { status: number; headers?: Record<string, string> }>();
const running: RunningNotifier[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  pool = openPool(database.url);
  farEnd = createServer((request, response) => {
    void read(request).then((body) => {
      const path = request.url ?? '';
      const { 'idempotency-key': key, 'cellwatch-signature': signature } = request.headers;
      pages.push({ key: String(key), path, signature: signature as string | undefined, body });
      const answer = answers.get(path);
      if (answer) response.writeHead(answer.status, answer.headers).end('heard');
      else unanswered.push(response);
    });
  });
  farEnd.listen(0, '127.0.0.1');
  await once(farEnd, 'listening');
  origin = `http://127.0.0.1:${(farEnd.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((notifier) => notifier.stop()));
  await pool.query('truncate outbox, deliveries, delivery_events, incidents, incident_members, alert_actions, alerts');
  pages = [];
  unanswered = [];
  answers.clear();
});

afterAll(async () => {
  farEnd.closeAllConnections();
  farEnd.close();
  await pool.end();
  await database.stop();
});

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const hourAgo = Math.floor(Date.now() / 1000) - 3600;

function alert(record_index: number, over: Partial<CellAlert> = {}): CellAlert {
  return {
    cell_id: 'cell/1',
    rule: 'OVERCHARGE',
    test_id: 'test',
    record_index,
    rule_version: 1,
    rules_version: '0',
    topic: 'cell.cycles',
    status: 'firing',
    changed_at_unix_second: null,
    changed_cycle_count: null,
    facts_version: '0',
    revision: 1,
    retracted: false,
    severity: 'critical',
    raised_at_unix_second: hourAgo,
    derived_cycle_count: 9,
    message: 'Cycle 9: it goes on charging.',
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: 2,
      limit: 1.25,
      baseline: 1,
      regime: 'slow',
      first_record_index: record_index,
      last_record_index: record_index,
      chart: null,
    },
    ...over,
  };
}

const land = (alerts: CellAlert[]) => inTransaction(pool, (client) => landAlerts(client, alerts));

const routeTo = (...paths: string[]): Route[] =>
  paths.map((path) => ({ ...webhookRoutes([`${origin}${path}`], 'secret')[0], name: path }));

/** A route is told of what comes after it was first there. */
const known = (...paths: string[]) => registerRoutes(pool, paths);

async function notify(path: string, over: Partial<Parameters<typeof startNotifier>[0]> = {}): Promise<void> {
  running.push(
    await startNotifier({ database_url: database.url, routes: routeTo(path), allow_private: true, ...over }),
  );
}

interface DeliveryRow {
  attempts: number;
  delivered: boolean;
  dead: boolean;
  last_error: string | null;
}

async function deliveries(): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    `select attempts, delivered_at is not null as delivered, dead_at is not null as dead, last_error
    from deliveries order by delivery_id`,
  );
  return rows;
}

/** Jest's time limit is the only one. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

const everyDelivery = (test: (row: DeliveryRow) => boolean) => async () => {
  const rows = await deliveries();
  return rows.length > 0 && rows.every(test);
};
const dueNow = () => pool.query('update deliveries set next_attempt_at = now() where delivered_at is null');

test('a page carries the alert, its key and a signature that the far end can check', async () => {
  answers.set('/ok', { status: 204 });
  await notify('/ok');
  await land([alert(41)]);
  await until(everyDelivery((row) => row.delivered));
  expect(pages).toHaveLength(1);
  const [{ key, body, signature }] = pages;
  expect(key).toBe('cell%2F1/OVERCHARGE/test/41/raised');
  expect(JSON.parse(body)).toMatchObject({ event: 'raised', alert: alert(41) });
  expect(signature).toBe(`sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`);
});

test('a cell may be called anything: its key is still a header', async () => {
  answers.set('/ok', { status: 200 });
  await known('/ok');
  await land([alert(1, { cell_id: 'Zelle Ä\n№ 7' })]);
  await notify('/ok');
  await until(everyDelivery((row) => row.delivered));
  expect(decodeURIComponent(pages[0].key)).toBe('Zelle Ä\n№ 7/OVERCHARGE/test/1/raised');
});

test('replayed results and two notifiers at once: one page for each alert', async () => {
  answers.set('/ok', { status: 200 });
  const alerts = Array.from({ length: 200 }, (_, index) => alert(index));
  await notify('/ok');
  await notify('/ok');
  for (let at = 0; at < 200; at += 20) await land(alerts.slice(at, at + 20));
  await land(alerts);
  await land(alerts.map((one) => ({ ...one, revision: 2, message: 'corrected' })));
  // Those that a notifier has not yet seen in the outbox have no row.
  await until(async () => (await deliveries()).length === 200);
  await until(everyDelivery((row) => row.delivered));
  expect(pages.map(({ key }) => key).sort()).toEqual(
    alerts.map((one) => `cell%2F1/OVERCHARGE/test/${one.record_index}/raised`).sort(),
  );
});

test('an alert that is landed rings at once; a repeat of it does not', async () => {
  let rings = 0;
  const listening = await listenOutbox(pool, () => (rings += 1));
  await land([alert(1)]);
  await land([alert(1)]);
  await land([alert(2)]);
  await until(() => rings >= 2);
  listening.stop();
  expect(rings).toBe(2);
});

test('each route gets every alert, and a broken one does not hold up the other', async () => {
  answers.set('/ok', { status: 200 });
  answers.set('/broken', { status: 500 });
  await known('/broken', '/ok');
  await land([alert(1), alert(2)]);
  await notify('', { routes: routeTo('/broken', '/ok') });
  await until(() => pages.filter(({ path }) => path === '/ok').length === 2);
  await until(async () => (await deliveries()).filter((row) => row.last_error !== null).length === 2);
  // Noted after the far end has answered.
  await until(async () => (await deliveries()).filter((row) => row.delivered).length === 2);
});

test('a far end that fails is asked again under the same key, until it answers', async () => {
  answers.set('/flaky', { status: 503 });
  await known('/flaky');
  await land([alert(7)]);
  await notify('/flaky');
  // Counted when it is sent: the second one must have had its answer before the far end mends.
  await until(() => pages.length >= 2);
  await until(everyDelivery((row) => row.attempts >= 2 && row.last_error !== null));
  expect((await deliveries())[0]).toMatchObject({
    delivered: false,
    last_error: `${origin} answered 503, expected 2xx`,
  });
  answers.set('/flaky', { status: 200 });
  await dueNow();
  await until(everyDelivery((row) => row.delivered));
  expect(pages.length).toBeGreaterThan(2);
  expect(new Set(pages.map(({ key }) => key)).size).toBe(1);
});

test('a far end that hangs is given up, and told so', async () => {
  await known('/hangs');
  await land([alert(7)]);
  await notify('/hangs', { timeout_ms: 100 });
  await until(everyDelivery((row) => row.last_error !== null));
  expect((await deliveries())[0]).toMatchObject({
    delivered: false,
    last_error: `${origin} did not answer within 100 ms`,
  });
});

test('a redirect is a failure, and nobody follows it', async () => {
  answers.set('/moved', { status: 307, headers: { location: `${origin}/stolen` } });
  answers.set('/stolen', { status: 200 });
  await known('/moved');
  await land([alert(7)]);
  await notify('/moved');
  await until(everyDelivery((row) => row.last_error !== null));
  expect((await deliveries())[0]).toMatchObject({
    delivered: false,
    last_error: `${origin} answered 307, expected 2xx`,
  });
  expect(pages.some(({ path }) => path === '/stolen')).toBe(false);
});

test.each(['127.0.0.1', 'localhost', '[::1]'])('%s is refused unless private targets are allowed', async (host) => {
  answers.set('/ok', { status: 200 });
  await known('inside');
  await land([alert(7)]);
  const url = `${origin.replace('127.0.0.1', host)}/ok`;
  await notify('', { allow_private: false, routes: [{ ...webhookRoutes([url])[0], name: 'inside' }] });
  await until(everyDelivery((row) => row.last_error !== null));
  expect((await deliveries())[0].last_error).toMatch(/in a private network; expected a public host/);
  expect(pages).toEqual([]);
});

test('a target that is no web address is refused at the start', async () => {
  await expect(
    notify('', { routes: [{ name: 'odd', target: { kind: 'webhook', url: 'ftp://example.org' } }] }),
  ).rejects.toThrow('route odd: got the address ftp://example.org, expected http:// or https://');
});

test('after the last attempt a delivery is dead, stays visible, and is left alone', async () => {
  answers.set('/gone', { status: 410 });
  await known('/gone');
  await land([alert(7)]);
  await notify('/gone');
  await until(everyDelivery((row) => row.last_error !== null));
  await pool.query('update deliveries set attempts = 14, next_attempt_at = now()');
  await until(everyDelivery((row) => row.dead));
  await dueNow();
  answers.set('/gone', { status: 200 });
  const before = pages.length;
  await land([alert(8)]);
  await until(() => pages.some(({ key }) => key.endsWith('/8/raised')));
  expect(pages).toHaveLength(before + 1);
  expect((await deliveries())[0]).toEqual({
    attempts: 15,
    delivered: false,
    dead: true,
    last_error: `${origin} answered 410, expected 2xx`,
  });
});

test('stop waits for the page that is on its way: nobody is paged again for it', async () => {
  await known('/slow');
  await land([alert(7)]);
  await notify('/slow');
  await until(() => pages.length === 1);
  const stopped = running[0].stop();
  unanswered[0].writeHead(200).end();
  await stopped;
  expect(await deliveries()).toEqual([{ attempts: 1, delivered: true, dead: false, last_error: null }]);
});

test('killed in the middle of a delivery: the next one sends it again, under the same key', async () => {
  await known('/ok');
  await land([alert(7)]);
  const options = JSON.stringify({
    database_url: database.url,
    routes: routeTo('/ok'),
    allow_private: true,
  });
  const script = `const { startNotifier } = await import('@cellwatch/alerts'); await startNotifier(${options});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await until(() => pages.length === 1 || child.exitCode !== null);
  expect(complaint).toBe('');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await deliveries())[0]).toMatchObject({ attempts: 1, delivered: false, last_error: null });
  answers.set('/ok', { status: 200 });
  // Its lease ends.
  await dueNow();
  await notify('/ok');
  await until(everyDelivery((row) => row.delivered));
  expect(pages.map(({ key }) => key)).toEqual(Array(2).fill('cell%2F1/OVERCHARGE/test/7/raised'));
});

test('the database is killed and comes back: the notifier lives on and delivers', async () => {
  if (database.kind === 'server') return unexercised('notifier against a database that is killed');
  answers.set('/ok', { status: 200 });
  const events: string[] = [];
  await notify('/ok', { log: (event) => events.push(event) });
  await land([alert(1)]);
  await until(everyDelivery((row) => row.delivered));
  await database.kill();
  await until(() => events.includes('outage'));
  await database.restart();
  await land([alert(2)]);
  await until(async () => (await deliveries()).length === 2 && (await deliveries()).every((row) => row.delivered));
  expect(pages.map(({ key }) => key.split('/').at(-2))).toEqual(['1', '2']);
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { startNotifier, webhookRoutes, type Route, type RouteRules, type RunningNotifier } from '@cellwatch/alerts';
import { declareAction, declareFacts, type CellAlert } from '@cellwatch/events';
import {
  inTransaction,
  landActions,
  landAlerts,
  landFacts,
  landRecords,
  migrate,
  openPool,
  readDeliveries,
  readIncidents,
  readSilences,
  readStandingAlerts,
  type Pool,
} from '@cellwatch/timescale';
import { batchOf, rowsOf } from '../contract/timescale-samples.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { alertOf } from './notified-alert.js';

jest.setTimeout(60_000);

interface Told {
  title: string;
  incident: { cell_count: number } | null;
  events: { event: string; alert: CellAlert }[];
}

let database: TestDatabase;
let pool: Pool;
let farEnd: Server;
let origin: string;
const told: { path: string; body: Told }[] = [];
const running: RunningNotifier[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  pool = openPool(database.url);
  farEnd = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      told.push({ path: request.url!, body: JSON.parse(Buffer.concat(chunks).toString()) as Told });
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(farEnd, 'listening');
  origin = `http://127.0.0.1:${(farEnd.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((notifier) => notifier.stop()));
  await pool.query(
    `truncate outbox, deliveries, delivery_events, incidents, incident_members, alert_actions, alerts, notification_routes,
      cells, cell_facts, tests cascade`,
  );
  told.length = 0;
});

afterAll(async () => {
  farEnd.closeAllConnections();
  farEnd.close();
  await pool.end();
  await database.stop();
});

const routeTo = (name: string, rules: RouteRules = {}): Route => ({
  ...{ name, target: { kind: 'webhook', url: `${origin}/${name}` } },
  ...rules,
});
async function notify(...routes: Route[]): Promise<void> {
  running.push(await startNotifier({ database_url: database.url, allow_private: true, routes }));
}
const land = (...alerts: CellAlert[]) => inTransaction(pool, (client) => landAlerts(client, alerts));
const act = (declared: object) => {
  const action = declareAction({ by: 'Ada', at_unix_second: Date.now() / 1000 - 1, ...declared });
  return inTransaction(pool, (client) => landActions(client, [action])).then(() => action);
};
const keyOf = ({ cell_id, rule, test_id, record_index }: CellAlert) => ({ cell_id, rule, test_id, record_index });
const cells = (count: number, of: (index: number) => Partial<CellAlert> = () => ({})) =>
  Array.from({ length: count }, (_, index) => alertOf({ cell_id: `cell ${index}`, ...of(index) }));
const inChambers = (alerts: CellAlert[], facts: (index: number) => { chamber?: string; campaign?: string }) =>
  inTransaction(pool, (client) =>
    landFacts(
      client,
      alerts.map(({ cell_id }, index) => ({ ...declareFacts({ cell_id, ...facts(index) }), facts_version: '0' })),
    ),
  );

/** Jest's time limit is the only one. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
const count = async (sql: string) =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`)).rows[0].count;
const routed = () =>
  until(async () => (await count('outbox')) > 0 && (await count('outbox where routed_at is null')) === 0);
const delivered = () =>
  until(
    async () =>
      (await count('outbox where routed_at is null')) === 0 &&
      (await count('deliveries where delivered_at is null')) === 0,
  );
/** Time passes for the messages. */
const hurry = () =>
  pool.query(
    `update deliveries set due_at = due_at - interval '1 day', next_attempt_at = next_attempt_at - interval '1 day'
    where delivered_at is null`,
  );
const states = async () => (await readStandingAlerts(pool, { limit: 10 })).map(({ state }) => state);
const eventsOf = (path: string) =>
  told.filter((one) => one.path === `/${path}`).map(({ body }) => body.events.map(({ event }) => event));

test('the first of a group is told at once, what follows in one message; other kinds of trouble apart', async () => {
  await notify(routeTo('lab'));
  await land(alertOf({ cell_id: 'a' }));
  await until(() => told.length === 1);
  await land(alertOf({ cell_id: 'b' }), alertOf({ cell_id: 'c', rule: 'CE_DROP' }));
  await land(alertOf({ cell_id: 'd' }));
  await routed();
  expect(told).toHaveLength(1);
  await land(alertOf({ cell_id: 'e', rule: 'TEMP' }));
  await until(() => told.length === 2);
  expect(told[1].body.events[0].alert.rule).toBe('TEMP');
  await hurry();
  await delivered();
  expect(told.map(({ body }) => body.events.map(({ alert }) => alert.cell_id))).toEqual([
    ['a'],
    ['e'],
    ['b', 'c', 'd'],
  ]);
});

test('a storm of a thousand channels reaches people as a few messages, and none is lost', async () => {
  const storm = cells(1000, (index) => ({ rule: index % 2 ? 'OVERCHARGE' : 'CE_DROP' }));
  await inChambers(storm, (index) => ({ campaign: `campaign ${index % 4}` }));
  await notify(routeTo('people'), { ...webhookRoutes([`${origin}/programs`])[0], name: 'programs' });
  for (let at = 0; at < 1000; at += 100) await land(...storm.slice(at, at + 100));
  await routed();
  await hurry();
  await delivered();
  const people = told.filter(({ path }) => path === '/people');
  expect(people.length).toBeLessThanOrEqual(16);
  const names = new Set(people.flatMap(({ body }) => body.events.map(({ alert }) => alert.cell_id)));
  expect(names.size).toBe(1000);
  expect(people.reduce((sum, { body }) => sum + body.events.length, 0)).toBe(1000);
  expect(await count('outbox')).toBe(1000);
  expect(await count('alerts')).toBe(1000);
  expect(told.filter(({ path }) => path === '/programs')).toHaveLength(1000);
});

test('forty cells of one chamber are one incident: one message, its members not one by one', async () => {
  const forty = cells(40, () => ({ rule: 'TEMP' }));
  await inChambers(forty, () => ({ chamber: 'C1' }));
  await notify(routeTo('lab'), { ...webhookRoutes([`${origin}/each`])[0], name: 'each' });
  for (let at = 0; at < 40; at += 4) await land(...forty.slice(at, at + 4));
  await routed();
  await hurry();
  await delivered();
  const [incident, ...others] = await readIncidents(pool, { limit: 10 });
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ rule: 'TEMP', place_kind: 'chamber', place: 'C1', cell_count: 40 });
  expect(new Set(incident.members.map(({ cell_id }) => cell_id)).size).toBe(40);
  for (const path of ['/lab', '/each']) {
    const messages = told.filter((one) => one.path === path).map(({ body }) => body);
    const incidents = messages.filter((body) => body.incident !== null);
    expect(incidents.at(-1)!.title).toMatch(/^common-mode: 40 cells of chamber C1: /);
    // The first four came before anybody could know.
    expect(messages.length - incidents.length).toBeLessThanOrEqual(4);
    expect(messages.flatMap((body) => body.events)).toHaveLength(40);
  }
  const standing = await readStandingAlerts(pool, { limit: 100 });
  expect(standing.every(({ incident_id }) => incident_id === incident.incident_id)).toBe(true);
});

test('cells without a chamber share their cycler', async () => {
  const five = cells(5, () => ({ rule: 'CONTACT_LOSS' }));
  await inTransaction(pool, (client) =>
    landRecords(
      client,
      five.map(({ cell_id }) => ({ ...batchOf(rowsOf(cell_id, 'test', 1, 2)), equipment_id: 'Maccor 3', live: true })),
    ),
  );
  await notify(routeTo('lab'));
  await land(...five);
  await routed();
  await hurry();
  await delivered();
  expect(told.map(({ body }) => body.title)).toEqual([
    expect.stringMatching(/^common-mode: 5 cells of cycler Maccor 3: /),
  ]);
});

test('a route that is added later is not told of the past, nor of the end of what it was not told', async () => {
  await notify(routeTo('old'));
  await land(alertOf({ cell_id: 'a' }));
  await delivered();
  await running.splice(0)[0].stop();
  // Nobody is there when it comes.
  await land(alertOf({ cell_id: 'b' }));
  await notify(routeTo('old', { group_interval_second: 0 }), routeTo('new'));
  await land(alertOf({ cell_id: 'a', status: 'cleared' }), alertOf({ cell_id: 'c' }));
  await delivered();
  expect(eventsOf('new')).toEqual([['raised']]);
  expect(eventsOf('old').flat().sort()).toEqual(['cleared', 'raised', 'raised', 'raised']);
});

test('routes take what they want', async () => {
  const two = cells(2);
  await inChambers(two, (index) => ({ campaign: index ? 'LFP' : 'Si series' }));
  await notify(
    routeTo('critical', { severities: ['critical'] }),
    routeTo('temperature', { rules: ['TEMP'] }),
    routeTo('silicon', { scope: { campaign: 'Si*' } }),
  );
  const warnings = two.map((one) => ({ ...one, severity: 'warning' as const }));
  await land(...warnings);
  await delivered();
  expect([eventsOf('critical'), eventsOf('temperature'), eventsOf('silicon')]).toEqual([[], [], [['raised']]]);
  await land(...warnings.map((one) => ({ ...one, severity: 'critical' as const })));
  await land(...warnings.map((one) => ({ ...one, severity: 'critical' as const, status: 'cleared' as const })));
  await routed();
  await hurry();
  await delivered();
  expect(eventsOf('critical').flat().sort()).toEqual(['cleared', 'cleared', 'escalated', 'escalated']);
  expect(eventsOf('silicon').flat()).toEqual(['raised', 'escalated', 'cleared']);
  expect(eventsOf('temperature')).toEqual([]);
});

test('in quiet hours warnings wait for their end in one message; what is critical passes', async () => {
  const always = { from: '00:00', to: '00:00', zone: 'UTC' };
  await notify(
    routeTo('night', { quiet_hours: always }),
    routeTo('strict', { quiet_hours: { ...always, critical_passes: false } }),
  );
  await land(
    alertOf({ cell_id: 'a', severity: 'warning' }),
    alertOf({ cell_id: 'b', severity: 'warning', rule: 'TEMP' }),
  );
  await land(alertOf({ cell_id: 'c' }));
  await until(() => told.length === 1);
  await routed();
  expect(told.map(({ path, body }) => [path, body.events[0].alert.cell_id])).toEqual([['/night', 'c']]);
  await hurry();
  await delivered();
  expect(eventsOf('night').map(({ length }) => length)).toEqual([1, 2]);
  expect(eventsOf('strict').map(({ length }) => length)).toEqual([3]);
});

test('acknowledged: told when it becomes critical and when it ends; the state says who', async () => {
  await notify(routeTo('lab', { group_interval_second: 0 }));
  const alert = alertOf({ severity: 'warning' });
  await land({ ...alert, status: 'pending' });
  expect(await states()).toEqual(['pending']);
  await land(alert);
  expect(await states()).toEqual(['firing']);
  await act({ action: 'acknowledge', alert: keyOf(alert) });
  await act({ action: 'acknowledge', by: 'Bob', at_unix_second: Date.now() / 1000, alert: keyOf(alert) });
  expect(await readStandingAlerts(pool, { limit: 1, states: ['acknowledged'] })).toMatchObject([
    { state: 'acknowledged', acknowledged_by: 'Ada', held_back: null },
  ]);
  await delivered();
  await land({ ...alert, severity: 'critical' });
  await delivered();
  await land({ ...alert, severity: 'critical', status: 'cleared' });
  await delivered();
  expect(eventsOf('lab').flat()).toEqual(['raised', 'escalated', 'cleared']);
  expect(await states()).toEqual(['cleared']);
});

test('resolved: closed until the episode ends, though it gets worse', async () => {
  await notify(routeTo('lab', { group_interval_second: 0 }));
  const alert = alertOf({ severity: 'warning' });
  await land(alert);
  await delivered();
  await act({ action: 'resolve', alert: keyOf(alert) });
  expect(await states()).toEqual(['resolved']);
  await land({ ...alert, severity: 'critical' });
  await until(async () => (await count(`outbox where held_back = 'resolved by Ada'`)) === 1);
  expect(await states()).toEqual(['resolved']);
  await land({ ...alert, severity: 'critical', status: 'cleared' });
  await delivered();
  expect(eventsOf('lab').flat()).toEqual(['raised', 'cleared']);
  expect(await states()).toEqual(['cleared']);
});

test('silenced: nobody is told, the table shows it; what still stands is told when the silence is lifted', async () => {
  const [gone, stays, other] = cells(3);
  await inChambers([gone, stays, other], (index) => ({ campaign: index < 2 ? 'Si_1' : 'SiX1' }));
  await notify(routeTo('lab', { group_interval_second: 0 }));
  const until_unix_second = Math.ceil(Date.now() / 1000) + 3600;
  const silence = await act({ action: 'silence', scope: { campaign: 'Si_*' }, until_unix_second });
  await land(gone, stays, other);
  await delivered();
  expect(told.map(({ body }) => body.events[0].alert.cell_id)).toEqual([other.cell_id]);
  const reason = `silenced by Ada until ${new Date(until_unix_second * 1000).toISOString()}`;
  const shown = await readStandingAlerts(pool, { cell_id: stays.cell_id, limit: 1 });
  expect(shown).toMatchObject([
    { state: 'firing', silenced_by: 'Ada', silenced_until_unix_second: until_unix_second, held_back: reason },
  ]);
  await land({ ...gone, status: 'cleared' });
  await until(async () => (await count(`outbox where event = 'cleared' and held_back is not null`)) === 1);
  expect(await readSilences(pool, { limit: 5 })).toMatchObject([
    { silence_id: silence.action_id, active: true, held_back: 2 },
  ]);

  await act({ action: 'unsilence', silence_id: silence.action_id });
  await until(() => told.length === 2);
  await delivered();
  expect(told[1].body.events.map(({ event, alert }) => [event, alert.cell_id])).toEqual([['raised', stays.cell_id]]);
  expect(await readSilences(pool, { limit: 5 })).toMatchObject([{ active: false, lifted_by: 'Ada', held_back: 0 }]);
  expect(await count(`outbox where cell_id = '${gone.cell_id}' and held_back is null`)).toBe(0);
});

test('a route has so many messages a minute; the rest waits, visibly', async () => {
  await notify(routeTo('slow', { per_minute: 2, group_interval_second: 0 }));
  await land(...cells(5));
  await until(() => told.length === 2);
  await routed();
  await until(async () => (await readDeliveries(pool, { states: ['waiting'], limit: 10 })).length === 3);
  expect(told).toHaveLength(2);
  await pool.query(`update deliveries set attempted_at = attempted_at - interval '1 minute'`);
  await until(() => told.length === 4);
});

test('without a route it is decided all the same; two notifiers at once tell each event once', async () => {
  await notify();
  await land(alertOf({ cell_id: 'a' }));
  await routed();
  await running.splice(0)[0].stop();
  const each = { ...webhookRoutes([`${origin}/each`])[0], name: 'each' };
  await notify(each);
  await notify(each);
  for (let at = 0; at < 100; at += 10) await land(...cells(100).slice(at, at + 10));
  await delivered();
  // Sent twice would be claimed twice: the far end has no more than were raised.
  expect(told.map(({ body }) => body.events[0].alert.cell_id).sort()).toEqual(
    cells(100)
      .map(({ cell_id }) => cell_id)
      .sort(),
  );
});

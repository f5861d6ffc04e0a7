import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { startStore, type RunningStore } from '@cellwatch/store';
import { parseAlertAction, topics } from '@cellwatch/events';
import {
  inTransaction,
  landAlerts,
  landIncidents,
  markRouted,
  placeDeliveries,
  takeUnrouted,
} from '@cellwatch/timescale';
import { alertOf } from '../pipeline/notified-alert.js';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';

jest.setTimeout(120_000);

let lab: Lab;
let board: RunningBoard;
let store: RunningStore;
const alert = alertOf({ cell_id: 'watched / cell' });
const key = { cell_id: alert.cell_id, rule: alert.rule, test_id: alert.test_id, record_index: alert.record_index };

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  store = await startStore({ stream: lab.stream, database_url: lab.database_url });
  board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
  await inTransaction(lab.pool, (client) =>
    landAlerts(client, [alert, alertOf({ cell_id: 'other', status: 'pending' })]),
  );
});
afterAll(async () => {
  await board?.stop();
  await store?.stop();
  await lab?.stop();
});

async function get(path: string) {
  const response = await fetch(`${board.url}${path}`);
  return { status: response.status, body: (await response.json()) as never };
}
async function act(body: unknown) {
  const response = await fetch(`${board.url}/api/alerts/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}
const alerts = async (query: string) =>
  ((await get(`/api/alerts?${query}`)).body as { alerts: Record<string, unknown>[] }).alerts;
/** Jest's time limit is the only one. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
const ofCell = `cell_id=${encodeURIComponent(alert.cell_id)}`;

test('an alert is acknowledged, noted and resolved: published, landed, shown', async () => {
  expect(await alerts(ofCell)).toMatchObject([{ ...key, state: 'firing', acknowledged_by: null }]);
  const { status, body } = await act({ action: 'acknowledge', by: 'Ada', alert: key });
  expect([status, Object.keys(body).sort()]).toEqual([202, ['action_id', 'at_unix_second']]);
  await until(async () => (await alerts(`${ofCell}&state=acknowledged`)).length === 1);
  const { rows } = await lab.pool.query<{ key: string; value: Buffer }>(
    `select key, value from stream.messages where topic = $1`,
    [topics.actions],
  );
  expect(rows.map((row) => [row.key, parseAlertAction(row.value).action])).toEqual([[alert.cell_id, 'acknowledge']]);

  expect((await act({ action: 'note', by: 'Bob', alert: key, text: 'looks like the fixture' })).status).toBe(202);
  expect((await act({ action: 'resolve', by: 'Bob', alert: key })).status).toBe(202);
  await until(async () => (await alerts(`${ofCell}&state=resolved`)).length === 1);
  expect(await alerts(ofCell)).toMatchObject([{ state: 'resolved', acknowledged_by: 'Ada', resolved_by: 'Bob' }]);
  const query = new URLSearchParams({ ...key, record_index: String(key.record_index) });
  const { body: done } = await get(`/api/alerts/actions?${query}`);
  expect((done as { actions: object[] }).actions).toMatchObject([
    { action: 'acknowledge', by: 'Ada' },
    { action: 'note', by: 'Bob', text: 'looks like the fixture' },
    { action: 'resolve', by: 'Bob' },
  ]);
});

test('a silence is made, shown and lifted', async () => {
  const silence = {
    action: 'silence',
    by: 'Ada',
    scope: { cell_id: 'watched*' },
    until_unix_second: lab.now_second + 9000,
  };
  const { body } = await act(silence);
  const silences = async () => ((await get('/api/silences')).body as { silences: Record<string, unknown>[] }).silences;
  await until(async () => (await silences()).length === 1);
  expect(await silences()).toMatchObject([
    { silence_id: body.action_id, active: true, scope: silence.scope, lifted_by: null },
  ]);
  expect(await alerts(ofCell)).toMatchObject([{ silenced_by: 'Ada', silence_id: body.action_id }]);
  expect((await act({ action: 'unsilence', by: 'Bob', silence_id: body.action_id })).status).toBe(202);
  await until(async () => (await silences())[0].active === false);
  expect(await alerts(ofCell)).toMatchObject([{ silenced_by: null }]);
});

test('alerts are asked for by state, one or several', async () => {
  expect(await alerts('state=pending')).toMatchObject([{ cell_id: 'other', state: 'pending' }]);
  expect(await alerts(`${ofCell}&state=pending,resolved`)).toHaveLength(1);
  expect(await get('/api/alerts?state=open')).toMatchObject({
    status: 400,
    body: { where: 'query state', got: 'open' },
  });
});

test.each<[unknown, number, string]>([
  [[], 400, 'an action is a JSON object'],
  [{ action: 'acknowledge', by: 'Ada' }, 400, 'alert is missing, expected it for the action acknowledge'],
  [
    { action: 'silence', by: 'Ada', scope: {}, until_unix_second: 1e10 },
    400,
    'scope is {}, expected at least one field',
  ],
  [{ action: 'resolve', by: 'Ada', alert: { ...key, record_index: 8 } }, 404, 'no such alert stands'],
  [{ action: 'unsilence', by: 'Ada', silence_id: '0123456789abcdef' }, 404, 'no such silence'],
])('what cannot be done is refused, and nothing is published: case %#', async (body, status, message) => {
  const ends = await lab.stream.ends(topics.actions);
  expect(await act(body)).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
  expect(await lab.stream.ends(topics.actions)).toEqual(ends);
});

test('dead deliveries are shown with their reason, and incidents with their members', async () => {
  await inTransaction(lab.pool, async (client) => {
    const events = (await takeUnrouted(client, 10))!;
    await markRouted(client, events, []);
    const outbox_ids = events.map(({ outbox_id }) => outbox_id);
    const planned = {
      route: 'lab',
      group_key: 'g',
      incident_id: null,
      critical: true,
      due_at: new Date(),
      delivery_id: null,
    };
    await placeDeliveries(client, [{ ...planned, outbox_ids }]);
    const place = { rule: alert.rule, place_kind: 'chamber', place: 'C1' } as const;
    const times = { first_at_unix_second: 1, last_at_unix_second: 2 };
    await landIncidents(client, [
      { ...place, ...times, incident_id: null, members: [{ ...key, outbox_id: outbox_ids[0] }] },
    ]);
    await client.query(`update deliveries set dead_at = now(), attempts = 15, last_error = 'answered 410'`);
  });
  const { body } = await get('/api/deliveries?state=dead');
  expect(body).toMatchObject({
    deliveries: [
      { route: 'lab', state: 'dead', attempts: 15, last_error: 'answered 410', events: [{ event: 'raised', ...key }] },
    ],
  });
  expect((await get('/api/deliveries?state=waiting,delivered')).body).toEqual({ deliveries: [] });
  expect((await get('/api/incidents')).body).toMatchObject({
    incidents: [{ place: 'C1', cell_count: 1, members: [key] }],
  });
});

test('the document describes what is really answered', async () => {
  const { schemas } = (
    (await get('/api/openapi.json')).body as { components: { schemas: Record<string, { properties: object }> } }
  ).components;
  const first = async (path: string, list: string) => ((await get(path)).body as Record<string, object[]>)[list][0];
  for (const [name, answer] of [
    ['Alert', await first('/api/alerts', 'alerts')],
    ['Silence', await first('/api/silences', 'silences')],
    ['Delivery', await first('/api/deliveries', 'deliveries')],
    ['Incident', await first('/api/incidents', 'incidents')],
    [
      'AlertActionTaken',
      await first(`/api/alerts/actions?${new URLSearchParams({ ...key, record_index: '7' })}`, 'actions'),
    ],
  ] as const)
    expect([name, ...Object.keys(answer).sort()]).toEqual([name, ...Object.keys(schemas[name].properties).sort()]);
});

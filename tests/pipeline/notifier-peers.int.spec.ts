import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { startNotifier, type Route, type RunningNotifier } from '@cellwatch/alerts';
import type { CellAlert } from '@cellwatch/events';
import { inTransaction, landAlerts, migrate, openPool, type Pool } from '@cellwatch/timescale';
import { hasAlertmanager, startAlertmanager, type Alertmanager } from '../support/alertmanager.js';
import { startTestDatabase, temporaryFolder, type TestDatabase } from '../support/postgres.js';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.js';
import { unexercised } from '../support/unexercised.js';
import { alertOf } from './notified-alert.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let pool: Pool;
let farEnd: Server;
let origin: string;
const bodies: { path: string; body: never }[] = [];
const running: RunningNotifier[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  pool = openPool(database.url);
  farEnd = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push({ path: request.url!, body: JSON.parse(Buffer.concat(chunks).toString()) as never });
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(farEnd, 'listening');
  origin = `http://127.0.0.1:${(farEnd.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((notifier) => notifier.stop()));
  await pool.query('truncate outbox, deliveries, delivery_events, incidents, incident_members, alert_actions, alerts');
  bodies.length = 0;
});

afterAll(async () => {
  farEnd.closeAllConnections();
  farEnd.close();
  await pool.end();
  await database.stop();
});

async function notify(route: Route, over: Partial<Parameters<typeof startNotifier>[0]> = {}): Promise<void> {
  const parts = { database_url: database.url, allow_private: true, board_url: 'https://board.example.org' };
  running.push(await startNotifier({ ...parts, routes: [route], ...over }));
}
const land = (...alerts: CellAlert[]) => inTransaction(pool, (client) => landAlerts(client, alerts));

/** Jest's time limit is the only one. */
async function until<T>(find: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found) return found;
    await sleep(20);
  }
}
const lastError = async () => {
  const { rows } = await pool.query<{ last_error: string | null }>('select last_error from deliveries');
  return rows[0]?.last_error ?? undefined;
};

describe('a real Alertmanager', () => {
  let alertmanager: Alertmanager | undefined;
  beforeAll(async () => {
    if (!hasAlertmanager) return unexercised('notifier against Debian’s prometheus-alertmanager');
    alertmanager = await startAlertmanager(await temporaryFolder(), `${origin}/from-alertmanager`);
  });
  afterAll(() => alertmanager?.kill());
  const route = (over = {}): Route => ({
    name: 'alertmanager',
    target: { kind: 'alertmanager', url: alertmanager!.url, ...over },
  });
  const heard = () => bodies.filter(({ path }) => path === '/from-alertmanager').map(({ body }) => body as Heard);
  interface Heard {
    status: string;
    alerts: { status: string; labels: Record<string, string> }[];
  }

  test('holds an alert by its labels, tells it on, and hears when it gets worse and when it clears', async () => {
    if (!alertmanager) return;
    const alert = alertOf({ cell_id: 'Zelle Ä', severity: 'warning' });
    await notify(route());
    await land(alert);
    const [held] = await until(async () => {
      const alerts = await alertmanager!.alerts();
      return alerts.length > 0 && alerts;
    });
    expect(held).toMatchObject({
      labels: { alertname: 'OVERCHARGE', cell_id: 'Zelle Ä', severity: 'warning', test_id: 'test', record_index: '7' },
      annotations: { message: alert.message, limit: '1.25 Ah', likely_cause: expect.stringContaining('soft short') },
      status: { state: 'active' },
      generatorURL: expect.stringContaining('#/cells/Zelle%20%C3%84'),
    });
    expect(Date.parse(held.startsAt)).toBe(alert.raised_at_unix_second! * 1000);
    await until(() => heard().some(({ status }) => status === 'firing'));

    await land({ ...alert, severity: 'critical' });
    await until(async () => (await alertmanager!.alerts()).some(({ labels }) => labels.severity === 'critical'));
    await until(async () => (await alertmanager!.alerts()).every(({ labels }) => labels.severity === 'critical'));

    await land({ ...alert, severity: 'critical', status: 'cleared' });
    await until(async () => (await alertmanager!.alerts()).length === 0);
    await until(() => heard().some(({ status }) => status === 'resolved'));
  });

  test('one that was killed has forgotten, and is told again what still fires', async () => {
    if (!alertmanager) return;
    await notify(route({ resend_second: 0.2 }));
    await land(alertOf({ cell_id: 'open' }), alertOf({ cell_id: 'closed' }));
    const names = async () => (await alertmanager!.alerts()).map(({ labels }) => labels.cell_id).sort();
    await until(async () => (await names()).length === 2);
    await land(alertOf({ cell_id: 'closed', status: 'cleared' }));
    await until(async () => (await names()).length === 1);
    await alertmanager.kill();
    await alertmanager.start();
    await until(async () => (await names()).length > 0);
    expect(await names()).toEqual(['open']);
    await land(alertOf({ cell_id: 'open', status: 'cleared' }));
    await until(async () => (await names()).length === 0);
  });

  test('a thousand alerts at once are all held', async () => {
    if (!alertmanager) return;
    await notify(route());
    const storm = Array.from({ length: 1000 }, (_, index) => alertOf({ cell_id: `storm ${index}` }));
    await land(...storm);
    await until(async () => (await alertmanager!.alerts()).length === 1000);
  });
});

describe('a real SMTP server', () => {
  let smtp: SmtpServer;
  beforeAll(async () => {
    smtp = await startSmtpServer();
  });
  afterAll(() => smtp.stop());
  const route = (to: string[], credentials = ''): Route => ({
    name: 'mail',
    target: {
      kind: 'email',
      smtp_url: `smtp://${credentials}127.0.0.1:${smtp.port}`,
      from: 'Cellwatch <alerts@lab.example.org>',
      to,
    },
  });

  test('takes a mail with the evidence, the chart and the key', async () => {
    await notify(route(['ada@example.org', 'bob@example.org'], 'user:right@'));
    await land(alertOf({ cell_id: 'Zelle Ä\r\nBcc: all@example.org' }));
    const { from, to, user, text } = await until(() => smtp.mails[0]);
    expect({ from, to, user }).toEqual({
      from: 'alerts@lab.example.org',
      to: ['ada@example.org', 'bob@example.org'],
      user: 'user',
    });
    expect(text).toMatch(/^Idempotency-Key:\s+Zelle%20/m);
    expect(text).toMatch(/^Message-ID:\s+<[0-9a-f]+@lab\.example\.org>/m);
    expect(text).toMatch(/^Content-Type: image\/svg\+xml/m);
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test.each<[string, string[], string, RegExp]>([
    ['a recipient that it refuses', ['refused@example.org'], '', /no such mailbox/],
    ['one of two that it refuses', ['ada@example.org', 'refused@example.org'], '', /refused 1 of 2 recipients/],
    ['a wrong password', ['ada@example.org'], 'user:wrong@', /wrong password|535/],
    ['no answer', ['hang@example.org'], '', /did not answer within 500 ms/],
  ])('%s is a failure with its reason', async (_, to, credentials, reason) => {
    await notify(route(to, credentials), { timeout_ms: 500 });
    await land(alertOf({}));
    expect(await until(lastError)).toMatch(reason);
  });

  test('in a private network it is refused unless its host is allowed', async () => {
    await notify(route(['ada@example.org']), { allow_private: ['mail.example.org'] });
    await land(alertOf({}));
    expect(await until(lastError)).toMatch(/^smtp:\/\/127.0.0.1:\d+ is 127.0.0.1, in a private network/);
    await running.splice(0)[0].stop();
    const before = smtp.mails.length;
    await pool.query('update deliveries set next_attempt_at = now()');
    await notify(route(['ada@example.org']), { allow_private: ['127.0.0.1'] });
    await until(() => smtp.mails.length > before);
  });
});

test('Slack gets text and blocks', async () => {
  await notify({ name: 'slack', target: { kind: 'slack', url: `${origin}/slack` } });
  await land(alertOf({ severity: 'warning' }));
  const { body } = await until(() => bodies[0]);
  expect(body).toMatchObject({
    text: expect.stringContaining('WARNING: Charge goes on too long, cell cell/1'),
    blocks: [{ type: 'header' }, { type: 'section', text: { type: 'mrkdwn' } }],
  });
});

test.each<[Route, string]>([
  [
    { name: 'm', target: { kind: 'email', smtp_url: 'http://x', from: 'a@b', to: ['c@d'] } },
    'expected smtp:// or smtps://',
  ],
  [{ name: 'm', target: { kind: 'email', smtp_url: 'smtp://x', from: 'a@b', to: [] } }, 'got no recipients'],
  [{ name: 's', target: { kind: 'slack', url: 'slack' } }, 'route s: got the address slack'],
  [
    {
      name: 'q',
      target: { kind: 'slack', url: 'https://example.org' },
      quiet_hours: { from: '22', to: '07:00', zone: 'UTC' },
    },
    'route q: quiet hours: got the time "22"',
  ],
])('a route that could never deliver is refused at the start: case %#', async (route, message) => {
  await expect(notify(route)).rejects.toThrow(message);
});

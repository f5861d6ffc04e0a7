import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followRoutes, type RunningNotifier } from '@cellwatch/alerts';
import { declareRuleSet } from '@cellwatch/detection';
import type { AlertRule, CellAlert } from '@cellwatch/events';
import { acceptRuleSet, inTransaction, landAlerts, migrate, openPool, type Pool } from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let pool: Pool;
let farEnd: Server;
let origin: string;
let notifier: RunningNotifier;
const heard: string[] = [];
const logged: string[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  pool = openPool(database.url);
  farEnd = createServer((request, response) => {
    heard.push(`${request.url} ${String(request.headers['idempotency-key'])}`);
    request.resume();
    response.end();
  });
  farEnd.listen(0, '127.0.0.1');
  await once(farEnd, 'listening');
  origin = `http://127.0.0.1:${(farEnd.address() as AddressInfo).port}`;
  notifier = await followRoutes(
    {
      database_url: database.url,
      routes: [],
      allow_private: true,
      log: (event, detail) => logged.push(`${event} ${JSON.stringify(detail)}`),
    },
    { FAR_END: origin },
  );
});

afterAll(async () => {
  await notifier?.stop();
  farEnd?.closeAllConnections();
  farEnd?.close();
  await pool?.end();
  await database?.stop();
});

function alert(cell_id: string, rule: AlertRule): CellAlert {
  return {
    cell_id,
    rule,
    test_id: 'test',
    record_index: 1,
    rule_version: 1,
    rules_version: '0',
    topic: 'cycler.records',
    facts_version: '0',
    revision: 1,
    retracted: false,
    status: 'firing',
    severity: 'critical',
    raised_at_unix_second: Math.floor(Date.now() / 1000) - 60,
    changed_at_unix_second: null,
    derived_cycle_count: 3,
    changed_cycle_count: 3,
    message: 'It is so.',
    evidence: {
      quantity: 'voltage_volt',
      unit: 'V',
      value: 0,
      limit: 1,
      baseline: null,
      regime: null,
      first_record_index: 1,
      last_record_index: 1,
      chart: null,
    },
  };
}
const land = (...alerts: CellAlert[]) => inTransaction(pool, (client) => landAlerts(client, alerts));
const accept = (declared: object) => acceptRuleSet(pool, declareRuleSet(declared), JSON.stringify(declared));
const routeTo = (name: string, url = '${FAR_END}') => ({
  name,
  target: { kind: 'webhook', url: `${url}/${name}` },
  group_interval_second: 0,
});
const names = (...routes: string[]) => `routes ${JSON.stringify({ names: routes })}`;

test('the routes of the set in force are told; those of the next set instead; a secret that is missing changes nothing', async () => {
  await land(alert('before', 'CE_DROP'));
  await accept({ routes: [routeTo('day')] });
  await until(() => logged.includes(names('day')));
  await land(alert('a', 'CE_DROP'));
  await until(() => heard.length === 1);
  expect(heard).toEqual(['/day a/CE_DROP/test/1/raised']);

  await accept({ routes: [routeTo('lost', '${NOWHERE}')] });
  await until(() => logged.some((line) => /^routes refused .*the environment has no NOWHERE/.test(line)));
  await land(alert('b', 'CE_DROP'));
  await until(() => heard.length === 2);
  expect(heard[1]).toBe('/day b/CE_DROP/test/1/raised');

  await accept({ routes: [routeTo('night')] });
  await until(() => logged.includes(names('night')));
  await land(alert('c', 'CE_DROP'));
  await until(() => heard.length === 3);
  expect(heard[2]).toBe('/night c/CE_DROP/test/1/raised');
});

test('while one rule fires critically in a cell, what it inhibits there is held back and stays visible', async () => {
  await accept({ routes: [routeTo('muted')], inhibitions: [{ source: 'HARD_SHORT', target: 'CE_DROP' }] });
  await until(() => logged.includes(names('muted')));
  await land(alert('short', 'HARD_SHORT'));
  await land(alert('short', 'CE_DROP'));
  await land(alert('well', 'CE_DROP'));
  await until(() => heard.includes('/muted well/CE_DROP/test/1/raised'));
  expect(heard.filter((line) => line.startsWith('/muted'))).toEqual([
    '/muted short/HARD_SHORT/test/1/raised',
    '/muted well/CE_DROP/test/1/raised',
  ]);
  const { rows } = await pool.query(`select cell_id, held_back from outbox where held_back is not null`);
  expect(rows).toEqual([{ cell_id: 'short', held_back: 'HARD_SHORT of the same cell says more' }]);
});

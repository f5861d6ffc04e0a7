import { parseCellFacts, parseTestMove, topics, type RecordBatch } from '@cellwatch/events';
import { inTransaction, landRecords } from '@cellwatch/timescale';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { until } from '../support/until.js';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { recordsOf, seededCells, testOf } from './seed-fleet.js';

let lab: Lab;
let board: RunningBoard;

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await board?.stop();
  await lab?.stop();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${board.url}${path}`, { headers });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    headers: response.headers,
    text,
    body: /json/.test(type) ? JSON.parse(text) : undefined,
  };
}

test('the fleet: state, last record, last complete cycle, alerts', async () => {
  const { status, body } = await get('/api/cells');
  expect(status).toBe(200);
  expect(body.cells.map(({ cell_id }: { cell_id: string }) => cell_id)).toEqual(
    seededCells.map(({ facts }) => facts.cell_id).sort(),
  );
  const cell = (cell_id: string) => body.cells.find((each: { cell_id: string }) => each.cell_id === cell_id);
  expect(cell('assb-01')).toMatchObject({
    state: 'finished',
    label: 'Pouch 01',
    open_alerts: 0,
    derived_cycle_count: 39,
  });
  expect(cell('assb-04')).toMatchObject({ open_alerts: 1, worst_severity: 'warning', cycle_status: 'complete' });
  expect(cell('assb-03').unix_time_second).toBe(lab.now_second);
  expect(cell('assb-03').coulombic_efficiency).toBeCloseTo(0.9987, 3);
  expect(cell('unknown-17')).toMatchObject({
    coulombic_efficiency: null,
    coulombic_efficiency_reason: 'role_unknown',
    system: null,
  });
});

test('a cell: facts and tests', async () => {
  const { body } = await get('/api/cells/assb-03');
  expect(body.facts).toMatchObject({ cell_id: 'assb-03', system: 'full_cell', nominal_capacity_ah: 0.0020781 });
  expect(body.tests).toHaveLength(1);
  expect(body.tests[0]).toMatchObject({ test_id: testOf('assb-03'), channel_id: '3', live: true });
});

test('an unknown cell is 404 and says so', async () => {
  for (const path of ['/api/cells/nobody', '/api/cells/nobody/cycles', '/api/cells/nobody/records']) {
    const { status, type, body } = await get(path);
    expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      message: 'no such cell',
      got: 'nobody',
      where: 'path',
      expected: 'a cell_id of GET /api/cells',
    });
  }
});

test('cycles as JSON and as CSV are the same', async () => {
  const { body } = await get('/api/cells/assb-05/cycles');
  expect(body.cycles).toHaveLength(31);
  expect(body.cycles[0].first_record_index).toBe(1);
  for (const csv of [
    await get('/api/cells/assb-05/cycles?format=csv'),
    await get('/api/cells/assb-05/cycles', { accept: 'text/csv' }),
  ]) {
    expect(csv.type).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="assb-05.cycles.csv"');
    const [head, ...rows] = csv.text.trim().split('\r\n');
    const column = head.split(',').indexOf('cycle_charging_capacity_ah');
    expect(rows.map((row) => Number(row.split(',')[column]))).toEqual(
      body.cycles.map((cycle: { cycle_charging_capacity_ah: number }) => cycle.cycle_charging_capacity_ah),
    );
  }
});

test('records are thinned to real extremes, and whole where they fit', async () => {
  const whole = await lab.pool.query<{ count: number; least: number; most: number }>(
    `select count(*)::int as count, min(voltage_volt) as least, max(voltage_volt) as most from records where cell_id = 'assb-03'`,
  );
  const { count, least, most } = whole.rows[0];
  expect(count).toBeGreaterThan(5_000);
  const thinned = (await get('/api/cells/assb-03/records?points=400')).body;
  const volts = thinned.points.map(({ voltage_volt }: { voltage_volt: number }) => voltage_volt);
  expect(thinned.thinned).toBe(true);
  expect(volts.length).toBeLessThanOrEqual(400);
  expect(volts.length).toBeGreaterThan(200);
  expect([Math.min(...volts), Math.max(...volts)]).toEqual([least, most]);
  const times = thinned.points.map(({ unix_time_second }: { unix_time_second: number }) => unix_time_second);
  expect(times).toEqual([...times].sort((one: number, other: number) => one - other));

  const hour = (await get(`/api/cells/assb-03/records?from=${lab.now_second - 3600}`)).body;
  expect(hour).toMatchObject({ thinned: false, points: { length: 61 } });
  const iso = (second: number) => encodeURIComponent(new Date(second * 1000).toISOString());
  const part = (
    await get(`/api/cells/assb-03/records?from=${iso(lab.now_second - 7200)}&to=${iso(lab.now_second - 3600)}`)
  ).body;
  expect(part.points).toHaveLength(61);
  const day = (await get(`/api/cells/assb-03/records?from=${lab.now_second - 86_400}&to=${lab.now_second}&points=100`))
    .body;
  expect(day.thinned).toBe(true);
  expect(day.points.length).toBeLessThanOrEqual(100);
  expect(day.points[0].unix_time_second).toBeGreaterThanOrEqual(lab.now_second - 86_400);
});

test('thinning keeps extremes of negative voltages, and invents no current where there is none', async () => {
  const length = 4_000;
  const column = (value: (index: number) => number) => Float64Array.from({ length }, (_, index) => value(index));
  const batch: RecordBatch = {
    ...recordsOf(seededCells[0], lab.now_second, 1),
    cell_id: 'against-indium',
    test_id: 'sweep',
    length,
    columns: {
      record_index: column((index) => index + 1),
      unix_time_second: column((index) => lab.now_second - length + index),
      voltage_volt: column((index) =>
        index === 1_234 ? -0.6123 : index === 2_345 ? 1.3877 : Math.sin(index / 50) / 2,
      ),
    },
  };
  await inTransaction(lab.pool, (client) => landRecords(client, [batch]));
  const { body } = await get('/api/cells/against-indium/records?points=100');
  const volts = body.points.map(({ voltage_volt }: { voltage_volt: number }) => voltage_volt);
  expect(body.points.length).toBeLessThanOrEqual(100);
  expect([Math.min(...volts), Math.max(...volts)]).toEqual([-0.6123, 1.3877]);
  for (const point of body.points) expect(point.current_ampere).toBeNull();
});

test.each([
  ['/api/cells/assb-03/records?from=yesterday', 'query from', 'yesterday'],
  ['/api/cells/assb-03/records?to=2026-11-25', 'query to', '2026-11-25'],
  ['/api/cells/assb-03/records?points=5001', 'query points', '5001'],
  ['/api/cells/assb-03/records?points=1&points=2', 'query points', ['1', '2']],
  ['/api/cells/assb-03/cycles?format=xml', 'query format', 'xml'],
  ['/api/cells/%00', 'path', '\u0000'],
  ['/api/alerts?limit=0', 'query limit', '0'],
  ['/api/alerts?limit=1;drop table cells', 'query limit', '1;drop table cells'],
  ['/api/rejects?cell_id=', 'query cell_id', ''],
  ['/api/live?cells=', 'query cells', ''],
])('%s is refused with what was got and where', async (path, where, got) => {
  const { status, type, body } = await get(path);
  expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
  expect(body).toMatchObject({ where, got, message: expect.any(String), expected: expect.any(String) });
});

test('a cell’s name is data, never SQL', async () => {
  const name = "x'; drop table alerts; --";
  expect((await get(`/api/alerts?cell_id=${encodeURIComponent(name)}`)).body.alerts).toEqual([]);
  expect((await get('/api/alerts')).body.alerts).toHaveLength(1);
});

test('alerts, rejects and dead letters', async () => {
  await lab.pool.query(
    `insert into rejects (source, line, reason, cell_id, message, bytes) values ('a.txt', 7, 'truncated_row', 'assb-03', 'got 3 fields', 'abc')`,
  );
  await lab.pool.query(
    `insert into dead_letters (topic, partition, position, key, reason, value) values ('cycler.records', 3, 41, 'assb-03', 'not Protobuf', 'xyz!')`,
  );
  const { alerts } = (await get('/api/alerts?cell_id=assb-04')).body;
  expect(alerts[0]).toMatchObject({ rule: 'CE_DROP', evidence: { quantity: 'coulombic_efficiency', limit: 0.9965 } });
  const { rejects } = (await get('/api/rejects?cell_id=assb-03')).body;
  expect(rejects).toMatchObject([
    {
      source: 'a.txt',
      line: 7,
      reason: 'truncated_row',
      byte_count: 3,
      bytes_base64: Buffer.from('abc').toString('base64'),
    },
  ]);
  expect((await get('/api/rejects?cell_id=assb-04')).body.rejects).toEqual([]);
  expect((await get('/api/dead-letters')).body.dead_letters).toMatchObject([{ position: 41, byte_count: 4 }]);
});

describe('declaring facts', () => {
  const post = (path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${board.url}${path}`, { method: 'POST', body, headers });

  test('are published, checked and versioned', async () => {
    const before = await lab.stream.ends(topics.facts);
    const response = await post('/api/cells/unknown-17/facts', JSON.stringify({ system: 'full_cell', label: 'Ü 17' }));
    expect(response.status).toBe(202);
    const { facts } = (await response.json()) as { facts: object };
    expect(facts).toMatchObject({
      cell_id: 'unknown-17',
      system: 'full_cell',
      facts_version: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const after = await lab.stream.ends(topics.facts);
    expect(after.reduce((sum, end) => sum + end, 0)).toBe(before.reduce((sum, end) => sum + end, 0) + 1);
    const { rows } = await lab.pool.query<{ value: Buffer }>(`select value from stream.messages where topic = $1`, [
      topics.facts,
    ]);
    expect(parseCellFacts(rows[0].value)).toEqual(facts);
  });

  test.each([
    ['a wrong word', { system: 'pouch' }, /system is "pouch", expected one of full_cell/],
    ['a wrong number', { nominal_capacity_ah: -1 }, /nominal_capacity_ah is -1, expected more than 0/],
    ['an unknown field', { mass: 3 }, /mass/],
    ['another cell', { cell_id: 'assb-03' }, /cell_id is "assb-03"/],
    ['no object', [1], /JSON object/],
    ['null', null, /JSON object/],
  ])('%s is refused', async (_name, body, message) => {
    const response = await post('/api/cells/unknown-17/facts', JSON.stringify(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(message),
      got: body,
      where: 'body',
      expected: expect.any(String),
    });
  });

  test('broken JSON, other types, too much, and other sites’ pages are refused', async () => {
    const path = '/api/cells/unknown-17/facts';
    const json = { 'content-type': 'application/json' };
    const refusals = [
      [await post(path, '{"system":', json), 400],
      [await post(path, 'system=full_cell', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
      [await post(path, JSON.stringify({ label: 'a'.repeat(100_000) }), json), 413],
      [await post(path, '{}', { ...json, origin: 'https://evil.example' }), 403],
    ] as const;
    for (const [response, status] of refusals) {
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({ message: expect.any(String) });
    }
    expect((await post(path, '{}', { ...json, origin: board.url })).status).toBe(202);
  });
});

describe('moving a test', () => {
  const move = (cell_id: string, test_id: string, body: unknown) =>
    fetch(`${board.url}/api/cells/${cell_id}/tests/${encodeURIComponent(test_id)}/move`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  test('is published for who lands it; what is not booked there, and nonsense, is refused', async () => {
    const [{ test_id }] = (await get('/api/cells/assb-03')).body.tests;
    const response = await move('assb-03', test_id, { to_cell_id: 'assb-05' });
    expect(response.status).toBe(202);
    const moved = await response.json();
    expect(moved).toMatchObject({ cell_id: 'assb-03', test_id, to_cell_id: 'assb-05' });
    const { rows } = await lab.pool.query<{ value: Buffer; key: string }>(
      `select key, value from stream.messages where topic = $1`,
      [topics.moves],
    );
    expect(rows.map(({ key, value }) => [key, parseTestMove(value)])).toEqual([['assb-03', moved]]);

    expect((await move('assb-05', test_id, { to_cell_id: 'assb-03' })).status).toBe(404);
    for (const body of [{ to_cell_id: 'assb-03' }, { to_cell_id: '' }, {}, null, [1]])
      expect((await move('assb-03', test_id, body)).status).toBe(400);
    expect(Number((await lab.stream.ends(topics.moves)).reduce((sum, end) => sum + end, 0))).toBe(1);
  });
});

test('the health route says that database and stream answer', async () => {
  // A board answers before its reading has got all its partitions.
  await until(async () => (await get('/api/health')).body.stream.partitions === 72);
  const { status, body } = await get('/api/health');
  expect(body).toEqual({ ok: true, database: { ok: true }, stream: { ok: true, lag: 0, partitions: 72 } });
  expect(body).toMatchObject({ ok: true, database: { ok: true }, stream: { ok: true, lag: 0 } });
  expect(status).toBe(200);
});

describe('the OpenAPI document', () => {
  test('lists every route, and every reference in it resolves', async () => {
    const { body: document } = await get('/api/openapi.json');
    expect(document.openapi).toMatch(/^3\.0/);
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/alerts',
      '/api/alerts/actions',
      '/api/campaigns',
      '/api/campaigns/{campaign}',
      '/api/cells',
      '/api/cells/{cell_id}',
      '/api/cells/{cell_id}/blind-zone',
      '/api/cells/{cell_id}/cycles',
      '/api/cells/{cell_id}/cycles/{cycle}/dqdv',
      '/api/cells/{cell_id}/facts',
      '/api/cells/{cell_id}/facts/check',
      '/api/cells/{cell_id}/observations',
      '/api/cells/{cell_id}/observations/{observation_id}/attachment',
      '/api/cells/{cell_id}/observations/{observation_id}/retract',
      '/api/cells/{cell_id}/observations/{observation_id}/sweep',
      '/api/cells/{cell_id}/pulses',
      '/api/cells/{cell_id}/records',
      '/api/cells/{cell_id}/refit',
      '/api/cells/{cell_id}/resistances',
      '/api/cells/{cell_id}/spectra',
      '/api/cells/{cell_id}/spectra/{spectrum_id}',
      '/api/cells/{cell_id}/spectra/{spectrum_id}/relaxation-times',
      '/api/cells/{cell_id}/spectra/{spectrum_id}/retract',
      '/api/cells/{cell_id}/tables',
      '/api/cells/{cell_id}/tests/{test_id}/move',
      '/api/dead-letters',
      '/api/deliveries',
      '/api/health',
      '/api/incidents',
      '/api/live',
      '/api/refits',
      '/api/rejects',
      '/api/rules',
      '/api/rules/check',
      '/api/silences',
    ]);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name);
    for (const path of Object.values<Record<string, { operationId: string; responses: object }>>(document.paths))
      for (const operation of Object.values(path)) {
        expect(operation.operationId).toMatch(/^\w+$/);
        expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
      }
  });

  test('describes what is really answered: the same fields, required and no others', async () => {
    const { body: document } = await get('/api/openapi.json');
    const { schemas } = document.components;
    const answers: [string, object][] = [
      ['FleetCell', (await get('/api/cells')).body.cells[0]],
      ['Test', (await get('/api/cells/assb-03')).body.tests[0]],
      ['Cycle', (await get('/api/cells/assb-03/cycles')).body.cycles[0]],
      ['Point', (await get('/api/cells/assb-03/records')).body.points[0]],
      ['Alert', (await get('/api/alerts')).body.alerts[0]],
      ['Rule', (await get('/api/rules')).body.rules[0]],
      ['Reject', (await get('/api/rejects')).body.rejects[0]],
      ['DeadLetter', (await get('/api/dead-letters')).body.dead_letters[0]],
    ];
    for (const [name, answer] of answers) {
      expect([name, ...Object.keys(answer).sort()]).toEqual([name, ...Object.keys(schemas[name].properties).sort()]);
      for (const [field, value] of Object.entries(answer)) {
        const { type, nullable } = schemas[name].properties[field];
        const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
        const allowed = [type === 'integer' ? 'number' : type, ...(nullable ? ['null'] : [])];
        expect([name, field, allowed.includes(kind)]).toEqual([name, field, true]);
      }
    }
  });

  test('has a page that needs nothing from elsewhere', async () => {
    const { status, text } = await get('/api/docs');
    expect(status).toBe(200);
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    expect((await get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});

test('every answer carries the policy: nothing inline, nothing from elsewhere', async () => {
  for (const path of ['/', '/page/main.js', '/api/cells', '/api/nothing']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  const { text } = await get('/');
  expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style=|https?:\/\//);
});

test('what is not a file of the page is not served', async () => {
  for (const path of [
    '/page/..%2f..%2fpackage.json',
    '/page/tsconfig.json',
    '/page/main.d.ts',
    '/page/%2e%2e%2fmain.js',
    '/nothing',
  ]) {
    const { status, type } = await get(path);
    expect([path, status, type]).toEqual([path, 404, 'application/problem+json; charset=utf-8']);
  }
});

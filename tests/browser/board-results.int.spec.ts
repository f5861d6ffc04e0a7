import { sliceBatch } from '@cellwatch/events';
import { inTransaction, landRecords } from '@cellwatch/timescale';
import { startBoard, type RunningBoard } from '@cellwatch/board';
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

async function get(path: string) {
  const response = await fetch(`${board.url}${path}`);
  return { status: response.status, body: await response.json() };
}

interface Peak {
  voltage_volt: number;
  height_ah_per_volt: number;
  assignment: string | null;
}

test('dQ/dV of a half-cell’s cycle: the published peaks lie on the curve, and are named', async () => {
  const { status, body } = await get('/api/cells/half-11/cycles/7/dqdv');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    cell_id: 'half-11',
    derived_cycle_count: 7,
    peak_claim: 'half_cell',
    status: 'complete',
  });
  const { differential, peaks } = body.charge;
  expect(peaks.map(({ assignment }: Peak) => assignment)).toEqual(['Si', 'Si (2)', 'LiₓSn']);
  for (const { voltage_volt, height_ah_per_volt } of peaks as Peak[]) {
    const at = differential.voltage_volt.findIndex((volt: number) => Math.abs(volt - voltage_volt) <= 0.001 + 1e-6);
    const height = differential.differential_capacity_ah_per_volt[at];
    expect(Math.abs(height / height_ah_per_volt - 1)).toBeLessThan(0.01);
  }
  for (const half of [body.charge, body.discharge]) {
    const { capacity_ah, voltage_volt } = half.voltage_over_capacity;
    expect(capacity_ah.length).toBe(voltage_volt.length);
    // 180 records of a minute each, the first of them only an edge
    expect(capacity_ah.at(-1)).toBeCloseTo((0.00062345 * 180) / 60, 4);
    expect(capacity_ah[0]).toBeLessThan(2e-5);
  }
  const volts = body.discharge.voltage_over_capacity.voltage_volt;
  expect(volts[0]).toBeGreaterThan(volts.at(-1));
});

test('in a full cell no half-cell peaks are claimed', async () => {
  const { body } = await get('/api/cells/assb-03/cycles/20/dqdv');
  expect(body.peak_claim).toBe('full_cell');
  expect(body.charge.peaks.length).toBeGreaterThan(0);
  for (const peak of [...body.charge.peaks, ...body.discharge.peaks]) expect(peak.assignment).toBeNull();
});

test('a cycle that runs, a cell that nobody declared', async () => {
  const open = (await get('/api/cells/assb-03/cycles/60/dqdv')).body;
  expect(open.status).toBe('open');
  expect(open.charge.voltage_over_capacity.capacity_ah.length).toBeGreaterThan(50);
  const unknown = (await get('/api/cells/unknown-17/cycles/3/dqdv')).body;
  expect(unknown).toMatchObject({ peak_claim: 'system_unknown', charge: { differential_reason: null } });
});

test('a cycle that goes on in the cell’s next test', async () => {
  const cell = { ...seededCells[0], facts: { cell_id: 'two-tests', facts_version: '0' }, cycles: 2 };
  const whole = recordsOf(cell, lab.now_second, 1);
  // the first discharge is cut in its middle
  const [first, second] = [sliceBatch(whole, 0, 282), sliceBatch(whole, 282, whole.length)];
  await inTransaction(lab.pool, (client) => landRecords(client, [first, { ...second, test_id: 'later' }]));
  await lab.pool.query(
    `insert into cycles select (jsonb_populate_record(c, jsonb_build_object('cell_id', 'two-tests', 'facts_version', '0',
        'test_id', case derived_cycle_count when 1 then $1::text else 'later' end))).*
      from cycles c where cell_id = 'unknown-17' and derived_cycle_count <= 2`,
    [testOf('two-tests')],
  );
  const { body } = await get('/api/cells/two-tests/cycles/1/dqdv');
  const { capacity_ah } = body.discharge.voltage_over_capacity;
  expect(capacity_ah.at(-1)).toBeCloseTo((0.00062345 * 178) / 60, 4);
  expect(body.discharge).toMatchObject({ differential: null, differential_reason: 'several_steps' });
  expect(body.charge.differential_reason).toBeNull();
});

test.each([
  ['/api/cells/assb-03/cycles/999/dqdv', 404, 'the cell has no such cycle', '999'],
  ['/api/cells/assb-03/cycles/last/dqdv', 400, 'that is not the number of a cycle', 'last'],
  ['/api/cells/assb-03/cycles/-1/dqdv', 400, 'that is not the number of a cycle', '-1'],
  ['/api/cells/nobody/cycles/1/dqdv', 404, 'no such cell', 'nobody'],
  ['/api/cells/nobody/tables', 404, 'no such cell', 'nobody'],
])('%s: %d', async (path, status, message, got) => {
  const answer = await get(path);
  expect(answer).toMatchObject({ status, body: { message, got, where: 'path' } });
});

test('the rate table with its recovery', async () => {
  const { body } = await get('/api/cells/assb-01/tables');
  expect(body.system).toBe('full_cell');
  expect(body.rate.map(({ charging_c_rate: rate, cycles }: Record<string, number>) => [rate, cycles])).toEqual([
    [0.1, 8],
    [0.3, 8],
    [1, 8],
    [3, 8],
    [0.1, 7],
  ]);
  // and what faded in 24 cycles
  expect(body.rate[3].relative_median).toBeGreaterThan(0.44);
  expect(body.rate[3].relative_median).toBeLessThan(0.454);
  expect(body.recovery).toMatchObject({ before_first_cycle: 1, after_first_cycle: 33 });
  expect(body.recovery.last).toBeCloseTo(0.985, 2);
});

test('the temperature table goes by the set point; a cell without a system has no tables', async () => {
  const { body } = await get('/api/cells/assb-07/tables');
  expect(body.temperature.map((group: Record<string, number>) => group.temperature_set_point_celsius)).toEqual([
    25, 40, 60, 80,
  ]);
  expect(body.temperature[0].temperature_celsius).toBeCloseTo(24.8, 0);
  expect(body.temperature[3].relative_last).toBeGreaterThan(1.4);
  expect((await get('/api/cells/unknown-17/tables')).body).toEqual({
    system: null,
    rate: [],
    recovery: null,
    temperature: [],
  });
});

test('the OpenAPI document describes these answers: the same fields, required and no others', async () => {
  const { body: document } = await get('/api/openapi.json');
  const { schemas } = document.components;
  const curves = (await get('/api/cells/half-11/cycles/7/dqdv')).body;
  const tables = (await get('/api/cells/assb-01/tables')).body;
  const temperature = (await get('/api/cells/assb-07/tables')).body.temperature[0];
  const [cycle] = (await get('/api/cells/half-11/cycles')).body.cycles;
  const answers: [string, object][] = [
    ['HalfCurve', curves.charge],
    ['DifferentialPeak', curves.charge.peaks[0]],
    ['RateGroup', tables.rate[0]],
    ['GroupCapacity', tables.rate[0].last],
    ['RateRecovery', tables.recovery],
    ['TemperatureGroup', temperature],
    ['EdgeResistance', cycle.charging_edge],
    ['Relaxation', cycle.rest_after_charge],
  ];
  for (const [name, answer] of answers)
    expect([name, ...Object.keys(answer).sort()]).toEqual([name, ...Object.keys(schemas[name].properties).sort()]);
  const route = (path: string) =>
    document.paths[path].get.responses['200'].content['application/json'].schema.properties;
  expect(Object.keys(route('/api/cells/{cell_id}/cycles/{cycle}/dqdv')).sort()).toEqual(Object.keys(curves).sort());
  expect(Object.keys(route('/api/cells/{cell_id}/tables')).sort()).toEqual(Object.keys(tables).sort());
});

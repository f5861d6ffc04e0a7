import { declareFacts, declareObservation, parseCellObservation, topics } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { inTransaction, landFacts, landObservations } from '@cellwatch/timescale';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';

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

const get = (path: string) => fetch(`${board.url}${path}`);
const post = (path: string, body: unknown) =>
  fetch(`${board.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const json = async (response: Response | Promise<Response>) => (await (await response).json()) as Record<string, never>;

describe('facts', () => {
  test('are answered with the conventions that follow and what cannot be computed', async () => {
    const body = await json(get('/api/cells/assb-03/facts'));
    expect(body.facts).toMatchObject({ system: 'full_cell' });
    expect(body.conventions).toContainEqual({
      name: 'first_half',
      value: 'charge',
      basis: 'derived',
      from: ['system'],
    });
    expect(body.wanted).toContainEqual({
      quantity: 'group_table',
      wanted: [['campaign', 'factors']],
      why: 'needs campaign and factors',
    });
    expect(body.warnings).toEqual([]);
    expect((await get('/api/cells/nobody/facts')).status).toBe(404);
  });

  test('are checked without being declared: conventions, or every contradiction with its fields', async () => {
    const before = await lab.stream.ends(topics.facts);
    const check = (facts: object) => post('/api/cells/assb-03/facts/check', facts);
    const right = await json(
      check({
        system: 'anode_half_cell',
        reference_electrode: 'lithium_indium',
        lower_voltage_limit_volt: 0.01,
        upper_voltage_limit_volt: 2,
      }),
    );
    expect(right.issues).toEqual([]);
    expect(right.conventions).toContainEqual(expect.objectContaining({ name: 'reference_offset', basis: 'derived' }));
    expect(right.warnings).toEqual([expect.stringContaining('declared against lithium_indium')]);
    const wrong = await json(check({ system: 'full_cell', reference_electrode: 'lithium', n_to_p_ratio: 9 }));
    expect(wrong.issues).toEqual([
      { fields: ['reference_electrode', 'system'], message: expect.stringContaining('reference_electrode is lithium') },
      { fields: ['n_to_p_ratio'], message: 'n_to_p_ratio is 9, expected from 0.5 to 3' },
    ]);
    expect(await json(check({ mass: 3 }))).toMatchObject({ issues: [{ fields: ['mass'] }], conventions: [] });
    expect((await check([1])).status).toBe(400);
    expect(await lab.stream.ends(topics.facts)).toEqual(before);
  });

  test('that are suspect are declared, and the answer warns', async () => {
    const response = await post('/api/cells/unknown-17/facts', { active_mass_gram: 12, area_cm2: 0.785 });
    expect(response.status).toBe(202);
    expect((await json(response)).warnings).toEqual([expect.stringContaining('is a mass in milligrams')]);
  });
});

describe('observations', () => {
  const path = '/api/cells/assb-03/observations';
  const thickness = {
    quantity: 'electrode_thickness',
    value: 25.4,
    unit: 'um',
    method: 'cross-section SEM',
    observed_at: '2026-03-01T09:30:00+01:00',
  };
  const pellet = {
    cell_id: 'assb-03',
    system: 'blocking_pellet',
    separator_thickness_micrometer: 1000,
    area_cm2: 0.785398,
  };
  const published = async () => {
    const { rows } = await lab.pool.query<{ value: Buffer }>(
      `select value from stream.messages where topic = $1 order by published_at`,
      [topics.observations],
    );
    return rows.map(({ value }) => parseCellObservation(value));
  };
  /** As the store does. */
  const land = async () => inTransaction(lab.pool, async (client) => landObservations(client, await published()));

  test('are published, landed, listed, taken back, and made again', async () => {
    const response = await post(path, thickness);
    expect(response.status).toBe(202);
    const { observation_id, revision } = await json(response);
    expect(revision).toBe(1);
    expect(await published()).toEqual([declareObservation({ ...thickness, cell_id: 'assb-03' })]);
    await land();
    const { observations } = await json(get(path));
    expect(observations).toMatchObject([{ observation_id, value: 25.4, observed_at: '2026-03-01T08:30:00.000Z' }]);
    const { schemas } = (await json(get('/api/openapi.json'))).components as { schemas: Record<string, never> };
    expect(Object.keys(observations[0]).sort()).toEqual(
      Object.keys((schemas.Observation as { properties: object }).properties).sort(),
    );
    expect(await json(post(path, thickness))).toEqual({ observation_id, revision: 1 });

    const retracted = await post(`${path}/${observation_id}/retract`, { note: 'wrong cell' });
    expect([retracted.status, await retracted.json()]).toEqual([202, { observation_id, revision: 2 }]);
    await land();
    expect(await json(get(path))).toEqual({ observations: [] });
    expect((await post(`${path}/${observation_id}/retract`, {})).status).toBe(404);
    expect(await json(post(path, thickness))).toEqual({ observation_id, revision: 3 });
    await land();
    expect((await json(get(path))).observations).toHaveLength(1);
  });

  test('carry a picture of five megabytes and a sweep', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024, 'picture');
    const sweep = { voltage_volt: [-0.3, 0, 0.3], current_ampere: [-0.49, 0, 0.49] };
    const response = await post(path, {
      quantity: 'electronic_conductivity',
      unit: 'S/cm',
      method: 'I-V sweep',
      observed_at: '2026-03-02T00:00:00Z',
      attachment: { name: 'Häfte "1".png', media_type: 'image/png', bytes_base64: bytes.toString('base64') },
      sweep,
    });
    expect(response.status).toBe(202);
    const { observation_id } = await json(response);
    await land();
    const file = await get(`${path}/${observation_id}/attachment`);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''H%C3%A4fte%20%221%22.png`);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), bytes)).toBe(0);
    const read = async () => json(get(`${path}/${observation_id}/sweep`));
    expect(await read()).toMatchObject({ sweep, results: { electronic_conductivity_siemens_per_cm: null } });
    await inTransaction(lab.pool, (client) => landFacts(client, [declareFacts(pellet)]));
    // 0.1 cm over 0.3 V/0.49 A and 0.785398 cm²
    const { electronic_conductivity_siemens_per_cm } = (await read()).results;
    expect(electronic_conductivity_siemens_per_cm).toBeCloseTo(0.1 / ((0.3 / 0.49) * 0.785398), 9);
    for (const part of ['attachment', 'sweep'])
      expect((await get(`${path}/0000000000000000/${part}`)).status).toBe(404);
  });

  test.each([
    ['another unit', { ...thickness, unit: 'mm' }, /unit is "mm", expected "um" for electrode_thickness/],
    [
      'no zone',
      { ...thickness, observed_at: '2026-03-01T09:30:00' },
      /observed_at is .* expected ISO 8601 with a zone/,
    ],
    ['another cell', { ...thickness, cell_id: 'assb-04' }, /cell_id is "assb-04"/],
    ['a broken file', { ...thickness, attachment: { name: 'a', media_type: 'a/b', bytes_base64: '?' } }, /not base64/],
    ['no object', [1], /JSON object/],
  ])('%s is refused, and files are not sent back', async (_name, body, message) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    const problem = await json(response);
    expect(problem).toMatchObject({ message: expect.stringMatching(message), where: 'body' });
    expect(problem.got).not.toHaveProperty('attachment');
  });

  test('of a cell that is not there, or beyond what a message holds, are refused', async () => {
    expect((await post('/api/cells/nobody/observations', thickness)).status).toBe(404);
    const huge = { ...thickness, note: 'a'.repeat(9 * 1024 * 1024) };
    expect((await post(path, huge)).status).toBe(413);
  });
});

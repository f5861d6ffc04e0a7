import { jest } from '@jest/globals';
import { declareFacts, encodeResult, topics, type CellFacts, type ResistanceEstimate } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { factsWith, type CellRefit } from '@cellwatch/fitting';
import { fitSpectrum, type RefitSummary } from '@cellwatch/impedance';
import { readResistances } from '@cellwatch/timescale';
import { buildPage } from '../browser/build-page.js';
import { startHouse, type House } from '../support/house.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';

jest.setTimeout(240_000);

const campaign = 'Stack pressure, 60 °C';
const course = [38.7, 26.1, 22.8, 22.3, 23, 24];
/** Of Randles’ circuit; the first two are described by two arcs in series, the last as they are. */
const cells: CellFacts[] = [
  { cell_id: 'p5-r1', area_cm2: 0.785398 },
  { cell_id: 'p5-r2', active_mass_gram: 0.01 },
  { cell_id: 'p40-r1', impedance_circuit: 'S2RW' },
].map((facts) => declareFacts({ ...facts, campaign }));
const names = cells.map(({ cell_id }) => cell_id);
const spectra = names.flatMap((cell_id, cell) =>
  course.map((ohm, at) =>
    syntheticSpectrum(
      cell_id,
      ohm + cell,
      { derived_cycle_count: 10 * at, measured_at_unix_second: 1.7e9 + 3600 * at },
      'S2RW',
    ),
  ),
);

interface Answer {
  circuit_id: string;
  cells: CellRefit[];
  summary: RefitSummary;
}

let house: House;
let board: RunningBoard;
beforeAll(async () => {
  buildPage();
  house = (await startHouse())!;
  board = await startBoard({ stream: house.stream, database_url: house.database.url, host: '127.0.0.1', port: 0 });
  await declare(cells);
  await house.stream.publish(
    spectra.map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) })),
  );
  await house.settled(names);
});
afterAll(async () => {
  await board?.stop();
  await house?.stop();
});

async function declare(facts: CellFacts[]): Promise<void> {
  await house.stream.publish(facts.map((one) => ({ topic: topics.facts, key: one.cell_id, value: encodeResult(one) })));
  await house.settled(names);
}

async function ask(body: unknown): Promise<{ status: number; body: Answer & { message: string } }> {
  const response = await fetch(`${board.url}/api/refits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer & { message: string } };
}

const bytes = (estimates: ResistanceEstimate[]) =>
  estimates.map((estimate) => new TextDecoder().decode(encodeResult({ ...estimate, revision: 0 })));
const keysOf = (estimates: (ResistanceEstimate | null)[]) =>
  new Set(estimates.flatMap((estimate) => estimate?.series_key ?? []));
const messages = async () => (await house.rows<{ n: number }>(`select count(*)::int as n from stream.messages`))[0].n;

test('a campaign by another circuit: each spectrum beside what is current, in series of its own, and nothing changes', async () => {
  const before = await messages();
  const { status, body } = await ask({ circuit: 'S2RW', campaign });
  expect(status).toBe(200);
  expect(body.circuit_id).toBe('S2RW');
  expect(body.cells.map(({ cell_id, declared_circuit_id }) => [cell_id, declared_circuit_id])).toEqual([
    ['p40-r1', 'S2RW'],
    ['p5-r1', 'S2W'],
    ['p5-r2', 'S2W'],
  ]);
  for (const { cell_id, declared_circuit_id, spectra: told, trends } of body.cells) {
    const now = await readResistances(house.pool, cell_id);
    expect(told.map(({ current }) => current)).toEqual(now);
    expect(told.map(({ refit }) => refit.charge_transfer_resistance_ohm!).map(Math.round)).toEqual(
      course.map((ohm) => Math.round(ohm + names.indexOf(cell_id))),
    );
    const [asked, current] = [keysOf(told.map(({ refit }) => refit)), keysOf(now)];
    expect(asked.size).toBe(1);
    expect(trends.asked.map(({ series_key, spectra }) => [series_key, spectra])).toEqual([[[...asked][0], 6]]);
    const shared = [...asked].filter((key) => current.has(key));
    expect(shared).toEqual(declared_circuit_id === 'S2RW' ? [...current] : []);
    // Noise-free, the two are told apart; a circuit beside itself is not.
    expect(new Set(told.map(({ told_apart }) => told_apart))).toEqual(new Set([declared_circuit_id !== 'S2RW']));
  }
  expect(body.summary).toMatchObject({
    spectra: 18,
    asked: { circuit_ids: ['S2RW'], accepted: 18, separated: 18 },
    declared: { circuit_ids: ['S2RW', 'S2W'], accepted: 18 },
    told_apart: 12,
    not_told_apart: 6,
  });
  expect(body.summary.asked.median_reduced_chi_square!).toBeLessThan(body.summary.declared.median_reduced_chi_square!);
  expect(await messages()).toBe(before);
});

test('what a refit says is what is published when its circuit is declared, byte for byte; no series ever holds two circuits', async () => {
  const asked = (await ask({ circuit: 'S1W', cell_ids: names })).body;
  await declare(cells.map((facts) => factsWith(facts, 'S1W')));
  for (const { cell_id, spectra: told } of asked.cells) {
    const now = await readResistances(house.pool, cell_id);
    expect(now.map(({ circuit_id }) => circuit_id)).toEqual(Array(6).fill('S1W'));
    expect(bytes(now)).toEqual(bytes(told.map(({ refit }) => refit)));
  }
  await declare(cells.map((facts) => factsWith(facts, 'R0-p(R1,CPE1)-p(R2,CPE2)-W1')));
  await declare(cells.map((facts) => factsWith(facts, 'S2RW')));
  await declare(cells);
  const series = await house.rows<{ series_key: string; circuits: number; spectra: number }>(
    `select series_key, count(distinct circuit_id)::int as circuits, count(distinct spectrum_id)::int as spectra
    from resistances where series_key is not null group by 1`,
  );
  expect(series.length).toBeGreaterThanOrEqual(5);
  expect(series.filter(({ circuits }) => circuits !== 1)).toEqual([]);
  const circuits = await house.rows<{ circuit_id: string }>(`select distinct circuit_id from resistances order by 1`);
  expect(circuits.map(({ circuit_id }) => circuit_id)).toEqual(['R0-p(R1,CPE1)-p(R2,CPE2)-W1', 'S1W', 'S2RW', 'S2W']);
});

test('one cell by its address; a cell without spectra has none', async () => {
  const get = async (path: string) => {
    const response = await fetch(`${board.url}/api/cells/${path}`);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const { status, body } = await get(`p5-r1/refit?circuit=${encodeURIComponent('R0-p(R1,CPE1)-p(R2-W1,CPE2)')}`);
  expect(status).toBe(200);
  expect(body.cells[0].spectra).toHaveLength(6);
  expect(body.cells[0].spectra[0].refit.parameters.map(({ name }) => name)).toContain('CPE2_Q');
  await declare([declareFacts({ cell_id: 'bare', label: 'nothing measured' })]);
  const none = await get('bare/refit?circuit=S2W');
  expect(none.body).toMatchObject({ cells: [{ spectra: [], trends: { asked: [] } }], summary: { spectra: 0 } });
  expect((await get('nobody/refit?circuit=S2W')).status).toBe(404);
  expect((await get('p5-r1/refit')).status).toBe(400);
});

test.each<[unknown, number, string]>([
  [{ circuit: 'R0-p(', campaign }, 400, 'R0-p('],
  [{ circuit: 'R'.repeat(201), campaign }, 400, '1 to 200 letters'],
  [{ circuit: 'S2W' }, 400, 'does not say whose'],
  [{ circuit: 'S2W', campaign, cell_ids: names }, 400, 'does not say whose'],
  [{ circuit: 'S2W', cell_ids: [] }, 400, 'does not say whose'],
  [{ circuit: 'S2W', cell_ids: [7] }, 400, 'cannot be the name'],
  [{ circuit: 'S2W', cell_ids: ['nobody'] }, 404, 'no such cell'],
  [{ circuit: 'S2W', campaign: 'none such' }, 404, 'no cell is of this campaign'],
  [[], 400, 'does not say whose'],
])('what was asked wrongly is named: %j', async (body, status, message) => {
  const answer = await ask(body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(message);
});

test('who goes away while it is fitted leaves nothing running', async () => {
  for (let round = 0; round < 6; round++) {
    const gone = new AbortController();
    const asking = fetch(`${board.url}/api/refits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ circuit: 'S2Wo', campaign }),
      signal: gone.signal,
    });
    await asking;
    gone.abort();
  }
  for (let status = 503; status !== 200;) ({ status } = await ask({ circuit: 'S2W', cell_ids: ['p5-r1'] }));
});

test('the thread gives the bytes of the library', async () => {
  const [{ spectra: told }] = (await ask({ circuit: 'S2W', cell_ids: ['p5-r2'] })).body.cells;
  const fitted = fitSpectrum(spectra.find(({ spectrum_id }) => spectrum_id === told[0].refit.spectrum_id)!, { circuit: 'S2W', temperature_celsius: 25 }); // prettier-ignore
  expect(told[0].refit.raw_parameters).toEqual(fitted.fit!.raw_parameters);
});

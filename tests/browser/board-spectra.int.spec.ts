import { declareFacts, encodeResult, parseCellSpectrum, topics, type CellSpectrum } from '@cellwatch/events';
import { fitSpectrum } from '@cellwatch/impedance';
import { inTransaction, landFacts, landResistances, landSpectra } from '@cellwatch/timescale';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { estimateOf } from '../support/estimate-of.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { listen, repeatUntil } from './listen.js';

let lab: Lab;
let board: RunningBoard;
const cell_id = 'swept';
const spectrum = syntheticSpectrum(cell_id, 22.3, { derived_cycle_count: 10, measured_at_unix_second: 1.7e9 });
const fitted = fitSpectrum(spectrum);

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  const { facts_version } = declareFacts({ cell_id, area_cm2: 0.785 });
  await inTransaction(lab.pool, async (client) => {
    await landFacts(client, [declareFacts({ cell_id, area_cm2: 0.785 })]);
    await landSpectra(client, [spectrum]);
    const { spectrum_id } = spectrum;
    const { raw_parameters } = fitted.fit!;
    await landResistances(client, [estimateOf({ cell_id, spectrum_id, facts_version, raw_parameters })]);
  });
  board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await board?.stop();
  await lab?.stop();
});

async function get(path: string) {
  const response = await fetch(`${board.url}/api/cells/${cell_id}${path}`);
  return { status: response.status, body: await response.json() };
}

async function post(path: string, body: unknown, cell = cell_id) {
  const response = await fetch(`${board.url}/api/cells/${cell}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** The newest spectrum on the stream. */
async function lastPublished(): Promise<CellSpectrum> {
  const { rows } = await lab.pool.query<{ value: Buffer }>(
    `select value from stream.messages where topic = $1 order by published_at desc, position desc limit 1`,
    [topics.spectra],
  );
  return parseCellSpectrum(rows[0].value);
}

const { spectrum_id: _id, revision: _revision, retracted: _retracted, cell_id: _cell, ...measured } = spectrum;

test('spectra and resistances of a cell, and the fit over the points', async () => {
  const { frequency_hertz: _f, real_impedance_ohm: _r, imaginary_impedance_ohm: _i, ...beside } = measured;
  expect((await get('/spectra')).body.spectra).toEqual([
    { ...beside, cell_id, spectrum_id: spectrum.spectrum_id, revision: 1, points: 81 },
  ]);
  expect((await get('/resistances')).body.resistances).toMatchObject([{ circuit_id: 'S2W', growth: null }]);
  const { body } = await get(`/spectra/${spectrum.spectrum_id}`);
  expect(body.spectrum).toEqual(spectrum);
  const [fit] = body.fits as { circuit_id: string; real_impedance_ohm: number[] }[];
  expect(fit.circuit_id).toBe('S2W');
  fit.real_impedance_ohm.forEach((ohm, at) => expect(ohm / spectrum.real_impedance_ohm[at]).toBeCloseTo(1, 4));
  expect((await get('/spectra/nothing')).status).toBe(404);
  expect((await get('/spectra/nothing/relaxation-times')).status).toBe(404);
});

test('what the fit and Kramers-Kronig leave, each arc ± 1σ per area, the Warburg region, and the relaxation times', async () => {
  const { body } = await get(`/spectra/${spectrum.spectrum_id}`);
  expect(body.points.frequency_hertz).toEqual(spectrum.frequency_hertz);
  expect(body.kramers_kronig).toMatchObject({ verdict: 'pass', frequency_hertz: spectrum.frequency_hertz });
  expect(body.kramers_kronig.real_residual_percent).toHaveLength(81);
  expect(body.warburg_region.warburg_coefficient_ohm_per_root_second.value).toBeCloseTo(25, 0);
  const [{ residuals, arcs }] = body.fits;
  expect(Math.max(...residuals.real_residual_percent.map(Math.abs))).toBeLessThan(1e-3);
  expect(arcs[1].resistance_ohm_cm2.value / (22.3 * 0.785)).toBeCloseTo(1, 3);
  expect(arcs[1].effective_capacitance_farad.standard_deviation).toBeGreaterThan(0);
  const { relaxation_times } = (await get(`/spectra/${spectrum.spectrum_id}/relaxation-times`)).body;
  expect(relaxation_times.warburg_coefficient_ohm_per_root_second).toBeCloseTo(25, 2);
  const ohms = relaxation_times.peaks.map((peak: { resistance_ohm: number }) => peak.resistance_ohm);
  expect(Math.max(...ohms) / 22.3).toBeCloseTo(1, 1);
});

test('a posted spectrum is published under the name of its points; the same is no new revision, a correction is', async () => {
  const taken = await post('/spectra', { ...measured, frequency_hertz: measured.frequency_hertz.map((f) => f / 2) });
  expect(taken.status).toBe(202);
  expect(await lastPublished()).toMatchObject({ cell_id, revision: 1, ...taken.body });
  expect((await post('/spectra', measured)).body).toEqual({ spectrum_id: spectrum.spectrum_id, revision: 1 });
  const corrected = await post('/spectra', { ...measured, derived_cycle_count: 12 });
  expect(corrected.body).toEqual({ spectrum_id: spectrum.spectrum_id, revision: 2 });
  expect(await lastPublished()).toMatchObject({ derived_cycle_count: 12, revision: 2, retracted: false });
  const back = await post(`/spectra/${spectrum.spectrum_id}/retract`, {});
  expect(back.body.revision).toBe(2);
  expect(await lastPublished()).toEqual({ ...spectrum, revision: 2, retracted: true });
});

test('a cell that nobody saw may begin with a spectrum', async () => {
  expect((await post('/spectra', measured, 'never seen')).status).toBe(202);
  expect(await lastPublished()).toMatchObject({ cell_id: 'never seen' });
});

test.each<[unknown, string]>([
  [[], 'a spectrum is a JSON object'],
  [{ ...measured, real_impedance_ohm: [1] }, 'of one length'],
  [{ ...measured, frequency_hertz: ['a'] }, 'frequency_hertz.0 is "a", expected a number'],
  [{ ...measured, cell_id: 'other' }, 'the body’s cell_id is "other"'],
  [{ ...measured, Zre: 1 }, 'expected only fields of the glossary'],
])('what was posted wrong is named: case %#', async (body, message) => {
  const { status, body: problem } = await post('/spectra', body);
  expect(status).toBe(400);
  expect(problem.message).toContain(message);
  expect(JSON.stringify(problem).length).toBeLessThan(2_000);
});

test('10 000 points are taken; a million are refused with the size', async () => {
  const of = (points: number) => {
    const column = Array.from({ length: points }, (_, at) => Math.PI * (at + 1));
    return { frequency_hertz: column, real_impedance_ohm: column, imaginary_impedance_ohm: column };
  };
  expect((await post('/spectra', of(10_000))).status).toBe(202);
  expect((await post('/spectra', of(10_001))).body.message).toContain('expected at most 10000');
  expect((await post('/spectra', of(100_000))).status).toBe(413);
});

test('a resistance comes over the live feed', async () => {
  const live = await listen(`${board.url}/api/live?cells=${cell_id}`);
  const estimate = estimateOf({ cell_id });
  const { data } = await repeatUntil(
    () => lab.publishResult(topics.resistances, estimate),
    live.next(({ name }) => name === 'resistance'),
  );
  expect(encodeResult(data as object)).toEqual(encodeResult(estimate));
  live.close();
});

import { declareFacts, declareSpectrum, encodeResult, parseResistanceEstimate } from '@cellwatch/events';
import type { CellFacts, CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import { circuitImpedance, circuitOf, fitSpectrum, type Fit, type ResistanceState } from '@cellwatch/impedance';
import { resistanceFold } from './resistance-fold.js';

const fit: Fit = async ({ sweep, options }) =>
  JSON.parse(JSON.stringify(fitSpectrum(sweep, options))) as Awaited<ReturnType<Fit>>;
const fold = resistanceFold(fit);
const facts = declareFacts({ cell_id: 'c', area_cm2: 0.785398, lithium_concentration_mol_per_cm3: 0.0829 });
const frequencies = Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));

function spectrum(charge_transfer_resistance_ohm: number, others: object = {}, parameters?: number[]): CellSpectrum {
  const s2w = [3, 12, 2e-5, 0.85, charge_transfer_resistance_ohm, 4e-4, 0.8, 25];
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(
    circuitOf('S2W'),
    parameters ?? s2w,
    frequencies,
  );
  return declareSpectrum({
    cell_id: 'c',
    frequency_hertz: frequencies,
    real_impedance_ohm: Array.from(real_impedance_ohm),
    imaginary_impedance_ohm: Array.from(imaginary_impedance_ohm),
    voltage_volt: 3.7,
    direction: 'charge',
    temperature_celsius: 25,
    ...others,
  });
}

async function run(spectra: CellSpectrum[], declared: CellFacts = facts) {
  let state = fold.initial(declared);
  const results: ResistanceEstimate[] = [];
  const disorders: boolean[] = [];
  for (const one of spectra) {
    const evolved = fold.evolve(state, await fold.prepare!(state, { spectrum: one, fitted: null }));
    state = JSON.parse(JSON.stringify(evolved.state)) as ResistanceState;
    expect(state).toEqual(evolved.state);
    results.push(...evolved.results);
    disorders.push(evolved.disordered);
  }
  return { state, results, disorders };
}

const activation = [
  [0, 38.7],
  [10, 26.1],
  [50, 22.8],
  [100, 22.3],
].map(([derived_cycle_count, ohm]) =>
  spectrum(ohm, { derived_cycle_count, measured_at_unix_second: 1e9 + derived_cycle_count }),
);

test('each result survives its message, nested fields in the order in which they come back', async () => {
  const { results } = await run(activation);
  expect(results).toHaveLength(4);
  for (const result of results) {
    const back = parseResistanceEstimate(encodeResult(result));
    expect(back).toEqual(result);
    const sorted = (one: object) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(sorted(back)).toBe(sorted(result));
  }
});

test('the published activation: R_ct in Ω and Ω·cm², no growth, diffusion absolute and relative', async () => {
  const { results } = await run(activation);
  const ohms = results.map((result) => result.charge_transfer_resistance_ohm!);
  [38.7, 26.1, 22.8, 22.3].forEach((ohm, at) => expect(ohms[at] / ohm).toBeCloseTo(1, 3));
  expect(results.map(({ growth }) => growth)).toEqual([null, null, null, null]);
  expect(new Set(results.map(({ series_key }) => series_key)).size).toBe(1);
  const last = results[3];
  expect(last.charge_transfer_resistance_ohm_cm2! / last.charge_transfer_resistance_ohm!).toBeCloseTo(0.785398, 9);
  expect(last.reference_resistance_ohm! / 22.8).toBeCloseTo(1, 3);
  expect(last.diffusion_coefficient_cm2_per_second! / 1.35e-14).toBeCloseTo(1, 1);
  expect(results[0].relative_diffusion_coefficient).toBe(1);
});

test('a later doubling is growth, and says so', async () => {
  const later = spectrum(46, { derived_cycle_count: 150, measured_at_unix_second: 2e9 });
  const { results } = await run([...activation, later]);
  expect(results[4]).toMatchObject({ growth: 'critical', findings: [{ code: 'growth' }] });
  expect(results[4].resistance_ratio).toBeCloseTo(46 / 22.8, 2);
});

test('the same once more is nothing; an older one, a correction and a retraction are disordered', async () => {
  const last = activation[3];
  const { disorders, results } = await run([
    activation[1],
    last,
    last,
    activation[2],
    { ...last, revision: 2, voltage_volt: 3.8 },
    { ...activation[0], measured_at_unix_second: 3e9, revision: 2, retracted: true },
  ]);
  expect(results).toHaveLength(2);
  expect(disorders).toEqual([false, false, false, true, true, true]);
});

test('those without a time are in order of cycles, before all others', async () => {
  const timeless = [2, 10, null].map((derived_cycle_count) => spectrum(20, { derived_cycle_count }));
  expect((await run([timeless[2], timeless[0], timeless[1], activation[0]])).disorders).toEqual(Array(4).fill(false));
  expect((await run([timeless[1], timeless[0]])).disorders).toEqual([false, true]);
  expect((await run([activation[0], timeless[0]])).disorders).toEqual([false, true]);
});

test('a refused spectrum has nulls, a reason, and no part in the series', async () => {
  const short = declareSpectrum({
    cell_id: 'c',
    frequency_hertz: [10, 1],
    real_impedance_ohm: [3, 4],
    imaginary_impedance_ohm: [-1, -1],
    derived_cycle_count: 120,
    measured_at_unix_second: 1.5e9,
  });
  const { results, state } = await run([...activation, short]);
  expect(results[4]).toMatchObject({
    verdict: 'refused',
    comparable: false,
    charge_transfer_resistance_ohm: null,
    series_key: null,
    growth: null,
  });
  expect(results[4].findings.map(({ code }) => code)).toContain('not_enough_points');
  expect(state.series).toEqual((await run(activation)).state.series);
});

test('frequencies in mHz after one in Hz are refused; of a specimen nothing is known', async () => {
  const wrong = (others: object) => {
    const { frequency_hertz, ...rest } = spectrum(22, { ...others, measured_at_unix_second: 3e9 });
    const { spectrum_id: _i, revision: _r, retracted: _t, ...measured } = rest;
    return declareSpectrum({ ...measured, frequency_hertz: frequency_hertz.map((hertz) => hertz / 1000) });
  };
  const codes = async (last: CellSpectrum) =>
    (await run([...activation, last])).results[4].findings.map(({ code }) => code);
  expect(await codes(wrong({}))).toContain('frequency_unit');
  expect(await codes(wrong({ specimen: 'pellet' }))).not.toContain('frequency_unit');
});

test('other pieces and voltages never share a series; without a cycle there is none', async () => {
  const others = [{ specimen: 'pellet' }, { voltage_volt: 3.9 }, { direction: 'rest' }].map((other, at) =>
    spectrum(22, { ...other, derived_cycle_count: 100, measured_at_unix_second: 2e9 + at }),
  );
  const keys = (await run([...activation, ...others])).results.map(({ series_key }) => series_key);
  expect(new Set(keys).size).toBe(4);
  const cycleless = (await run([spectrum(22, { measured_at_unix_second: 1 })])).results[0];
  expect(cycleless).toMatchObject({ series_key: null, findings: [{ code: 'cycle_unknown' }] });
  expect(cycleless.charge_transfer_resistance_ohm! / 22).toBeCloseTo(1, 3);
});

test('a circuit that is none is a reason, and does not stop the cell', async () => {
  const { results } = await run(activation.slice(0, 1), declareFacts({ cell_id: 'c', impedance_circuit: 'R0-p(' }));
  expect(results[0]).toMatchObject({ circuit_id: 'R0-p(', verdict: 'refused', findings: [{ code: 'no_circuit' }] });
});

test('the state does not grow: at most 8 series, and a ninth says so', async () => {
  const many = Array.from({ length: 9 }, (_, at) =>
    spectrum(22, { voltage_volt: 3 + at / 10, derived_cycle_count: 20, measured_at_unix_second: at }),
  );
  const { state, results } = await run(many);
  expect(state.series).toHaveLength(8);
  expect(results[8]).toMatchObject({ series_key: null, findings: [{ code: 'too_many_series' }] });
});

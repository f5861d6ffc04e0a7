import { declareFacts, declareSpectrum, type CellSpectrum, type ResistanceEstimate } from '@cellwatch/events';
import { circuitImpedance } from '../circuit/circuit-impedance.js';
import { circuitOf } from '../circuit/named-circuit.js';
import { fitSpectrum } from '../fit-spectrum.js';
import { evolveResistance } from './evolve-resistance.js';
import { fitRequestOf } from './fit-request-of.js';
import { initialResistanceState } from './resistance-state.js';
import { seriesTrends } from './series-trends.js';
import { summariseRefits } from './summarise-refits.js';
import { toldApart } from './told-apart.js';

const frequencies = Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));
/** Of Randles’ circuit, R_ct as given: the published course of a cell’s activation, then growth. */
const spectra = [38.7, 26.1, 22.8, 22.3, 23, 36].map((ohm, at): CellSpectrum => {
  const parameters = [3, 12.5, 2e-5, 0.85, ohm, 18, 6e-4, 0.8];
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(circuitOf('S2RW'), parameters, frequencies);
  return declareSpectrum({
    cell_id: 'c',
    frequency_hertz: frequencies,
    real_impedance_ohm: Array.from(real_impedance_ohm),
    imaginary_impedance_ohm: Array.from(imaginary_impedance_ohm),
    derived_cycle_count: at === 0 ? 0 : 10 * at,
    measured_at_unix_second: 1e9 + at,
  });
});

function foldedBy(impedance_circuit: string, of = spectra): ResistanceEstimate[] {
  let state = initialResistanceState(declareFacts({ cell_id: 'c', impedance_circuit }));
  return of.flatMap((spectrum) => {
    const request = fitRequestOf(state, spectrum);
    const evolved = evolveResistance(state, {
      spectrum,
      fitted: request && fitSpectrum(request.sweep, request.options),
    });
    state = evolved.state;
    return evolved.results;
  });
}

test('the circuits that misuse is told of: noise-free spectra tell Randles’ from two arcs in series', () => {
  const [asked, current] = [foldedBy('S2RW'), foldedBy('S2W')];
  spectra.forEach((spectrum, at) => expect(toldApart(spectrum, asked[at], current[at])).toBe(true));
  expect(toldApart(spectra[0], asked[0], asked[0])).toBe(false);
  const none = { ...current[0], raw_parameters: [], residual_percent: null };
  expect(toldApart(spectra[0], asked[0], none)).toBeNull();
});

test('points that no fit can stand on are passed over', () => {
  const [asked, current] = [foldedBy('S2RW'), foldedBy('S2W')];
  const odd: CellSpectrum = {
    ...spectra[0],
    frequency_hertz: [0, ...frequencies, 1],
    real_impedance_ohm: [3, ...spectra[0].real_impedance_ohm, 0],
    imaginary_impedance_ohm: [-1, ...spectra[0].imaginary_impedance_ohm, 0],
  };
  expect(toldApart(odd, asked[0], current[0])).toBe(true);
});

test('two circuits never share a series, even when their estimates are thrown together', () => {
  const [asked, current] = [foldedBy('S2RW'), foldedBy('S2W')];
  const trends = seriesTrends([...asked, ...current]);
  expect(trends.map(({ circuit_id, spectra }) => [circuit_id, spectra])).toEqual([
    ['S2RW', 6],
    ['S2W', 6],
  ]);
  for (const { series_key, circuit_id } of trends) expect(series_key.split('|')[1]).toBe(circuit_id);
  expect(seriesTrends(asked)).toEqual([trends[0]]);
});

test('a trend says where it began, where it stands, and what its last spectrum says of growth', () => {
  const [trend] = seriesTrends(foldedBy('S2RW'));
  expect(trend.first.derived_cycle_count).toBe(0);
  expect(trend.first.charge_transfer_resistance_ohm).toBeCloseTo(38.7, 2);
  expect(trend.last.charge_transfer_resistance_ohm).toBeCloseTo(36, 2);
  expect(trend).toMatchObject({ growth: 'warn' });
  expect(trend.reference_resistance_ohm).toBeCloseTo(22.8, 2);
  expect(seriesTrends(foldedBy('S2RW').map((one) => ({ ...one, series_key: null })))).toEqual([]);
});

test('the summary counts each side by itself, and a spectrum without a current result on one alone', () => {
  const [asked, current] = [foldedBy('S2RW'), foldedBy('S2W')];
  const told = asked.map((refit, at) => ({
    refit,
    current: at === 5 ? null : current[at],
    told_apart: at === 5 ? null : toldApart(spectra[at], refit, current[at]),
  }));
  const summary = summariseRefits(told);
  expect(summary).toMatchObject({
    spectra: 6,
    asked: { circuit_ids: ['S2RW'], accepted: 6, separated: 6 },
    declared: { circuit_ids: ['S2W'], accepted: 5 },
    told_apart: 5,
    not_told_apart: 0,
  });
  expect(summary.asked.median_reduced_chi_square!).toBeLessThan(1e-8);
  expect(summary.declared.median_reduced_chi_square!).toBeGreaterThan(1e-7);
  expect(summariseRefits([]).asked).toEqual({
    circuit_ids: [],
    accepted: 0,
    comparable: 0,
    separated: 0,
    median_reduced_chi_square: null,
  });
});

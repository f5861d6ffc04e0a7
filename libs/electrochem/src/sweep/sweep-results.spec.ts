import type { CellFacts } from '@cellwatch/events';
import { sweepResults } from './sweep-results.js';

const cell = (facts: Partial<CellFacts>): CellFacts => ({ cell_id: 'a', facts_version: '0', ...facts });
const volts = Array.from({ length: 61 }, (_, k) => -0.3 + 0.01 * k);

test('a pellet between blocking electrodes, 0.1 cm thick, with 0.6157 Ω: 0.2068 S/cm', () => {
  const facts = cell({ system: 'blocking_pellet', separator_thickness_micrometer: 1000, area_cm2: Math.PI / 4 });
  const told = sweepResults(facts, { voltage_volt: volts, current_ampere: volts.map((volt) => volt / 0.6157) });
  expect(told.electronic_conductivity_siemens_per_cm!.toFixed(5)).toBe('0.20680');
  expect(told).toMatchObject({ ionic_conductivity_siemens_per_cm: null, branches: [] });
});

test('an electrolyte of 600 µm between lithium, 1.309 mA at 50 mV: 2.0 mS/cm, a lower bound', () => {
  const facts = cell({ system: 'symmetric_cell', separator_thickness_micrometer: 600, area_cm2: Math.PI / 4 });
  const time_second = Array.from({ length: 121 }, (_, k) => k);
  const steady = {
    time_second,
    voltage_volt: time_second.map(() => 0.05),
    current_ampere: time_second.map(() => 1.309e-3),
  };
  expect(sweepResults(facts, steady).ionic_conductivity_siemens_per_cm!.toExponential(3)).toBe('2.000e-3');
  expect(sweepResults({ ...facts, area_cm2: undefined }, steady).ionic_conductivity_siemens_per_cm).toBeNull();
});

test('a voltammogram is assigned only against a declared reference, and a full cell has none', () => {
  const time_second = Array.from({ length: 664 }, (_, k) => k);
  const voltage_volt = time_second.map((second) => 0.01 + 0.003 * second);
  const current_ampere = voltage_volt.map((volt) => 1e-4 + 1e-3 * Math.exp(-(((volt - 0.54) / 0.05) ** 2)));
  const sweep = { time_second, voltage_volt, current_ampere };
  const expected_peaks = [{ name: 'Si', voltage_volt: 0.54, direction: 'charge' as const }];
  const named = (facts: Partial<CellFacts>) =>
    sweepResults(cell({ expected_peaks, ...facts }), sweep).branches.map(({ peaks }) => peaks.map((p) => p.assignment));
  expect(named({ system: 'anode_half_cell', reference_electrode: 'lithium' })).toEqual([['Si']]);
  expect(named({ system: 'anode_half_cell' })).toEqual([[null]]);
  expect(named({ system: 'full_cell', reference_electrode: 'lithium' })).toEqual([]);
});

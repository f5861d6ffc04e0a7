import { circuitImpedance } from '../circuit/circuit-impedance.js';
import { circuitOf } from '../circuit/named-circuit.js';
import { testFrequencies, testSpectrum, truth, withNoise } from '../spec-support/test-spectra.js';
import { compareCircuits } from './compare-circuits.js';
import { fitCircuit } from './fit-circuit.js';

const long = process.env.CELLWATCH_LONG === '1';
const fit = (id: string, spectrum: Parameters<typeof fitCircuit>[1], options = {}) =>
  fitCircuit(circuitOf(id), spectrum, options);
const made = (id: string, parameters: number[]) => ({
  frequency_hertz: testFrequencies,
  ...circuitImpedance(circuitOf(id), parameters, testFrequencies),
});

test.each(['A', 'B', 'C'] as const)('%s without noise comes back to 1e-4', (name) => {
  const { circuit, parameters } = truth[name];
  const { accepted, raw_parameters, findings } = fit(circuit, testSpectrum(name));
  expect({ accepted, findings }).toEqual({ accepted: true, findings: [] });
  parameters.forEach((value, k) => expect(Math.abs(raw_parameters[k] / value - 1)).toBeLessThan(1e-4));
});

// 1σ in % at 0.5 % noise, in the order of each circuit's parameters.
const deviations = {
  A: [0.16, 0.67, 2.4, 0.27, 0.39, 1.6, 0.42, 0.25],
  B: [0.16, 0.7, 2.4, 0.27, 0.68, 0.25, 2.5, 0.66],
  C: [9.6, 0.2, 0.65, 8.4, 0.8, 0.32, 1.2, 0.37, 3.5, 6.9],
};

test.each(['A', 'B', 'C'] as const)('%s with 0.5 % noise: errors within 4 × the stated 1σ, bars near it', (name) => {
  const { circuit, parameters } = truth[name];
  for (let seed = 0; seed < (long ? 100 : 10); seed++) {
    const { accepted, parameters: fitted } = fit(circuit, withNoise(testSpectrum(name), 0.005, seed));
    expect({ seed, accepted }).toEqual({ seed, accepted: true });
    fitted.forEach(({ value, standard_deviation }, k) => {
      expect(100 * Math.abs(Math.log(value! / parameters[k]))).toBeLessThan(4 * deviations[name][k]);
      const bar = (100 * standard_deviation!) / value!;
      expect(Math.abs(Math.log(bar / deviations[name][k]))).toBeLessThan(Math.log(name === 'C' ? 2 : 1.4));
    });
  }
});

test('1σ covers the truth in 64 to 73 % of the seeds', () => {
  const { circuit, parameters } = truth.A;
  const seeds = long ? 1000 : 200;
  const covered = parameters.map(() => 0);
  const spectrum = testSpectrum('A');
  for (let seed = 1; seed <= seeds; seed++) {
    const noisy = withNoise(spectrum, 0.005, 7919 * seed);
    const { parameters: fitted } = fit(circuit, noisy, { warm_start: parameters, noise_percent: 0.5 });
    fitted.forEach(({ value, standard_deviation }, k) => {
      if (Math.abs(value! - parameters[k]) <= standard_deviation!) covered[k]++;
    });
  }
  const share = covered.reduce((sum, count) => sum + count, 0) / seeds / parameters.length;
  expect(share).toBeGreaterThan(0.64);
  expect(share).toBeLessThan(0.73);
  if (long) for (const count of covered) expect(Math.abs(count / seeds - 0.685)).toBeLessThan(0.05);
});

test('every start taken together never misses the optimum', () => {
  for (const name of ['A', 'B', 'C'] as const) {
    const { circuit, parameters } = truth[name];
    for (let seed = 0; seed < (long ? 100 : 8); seed++) {
      const noisy = withNoise(testSpectrum(name), 0.005, seed);
      const cold = fit(circuit, noisy);
      const fromTruth = fit(circuit, noisy, { warm_start: parameters, noise_percent: 0.6 });
      expect(cold.residual_percent).toBeLessThan(fromTruth.residual_percent * 1.000001);
    }
  }
});

test('what arcs say, with bars: f, C_eff and Ω·cm²', () => {
  const { arcs, ...rest } = fit('S2W', withNoise(testSpectrum('A'), 1e-5, 1), { area_cm2: 0.785398 });
  expect(arcs[0].characteristic_frequency_hertz!.value).toBeCloseTo(2886.66, 0);
  expect(arcs[1].characteristic_frequency_hertz!.value).toBeCloseTo(29.148, 2);
  expect(arcs[0].effective_capacitance_farad!.value).toBeCloseTo(4.5946e-6, 9);
  expect(arcs[1].effective_capacitance_farad!.value).toBeCloseTo(1.41092e-4, 7);
  expect(rest.charge_transfer_resistance_ohm_cm2!.value).toBeCloseTo(30.395, 2);
  expect(rest.arc_resistance_ohm!.value).toBeCloseTo(50.7, 2);
});

test('the bars of derived quantities are those that repeated noise gives', () => {
  const derived = (fitted: ReturnType<typeof fit>) => [
    fitted.arcs[1].time_constant_second!,
    fitted.arcs[1].effective_capacitance_farad!,
    fitted.arc_resistance_ohm!,
  ];
  const seeds = 120;
  const values = Array.from({ length: seeds }, (_, seed) =>
    derived(
      fit('S2W', withNoise(testSpectrum('A'), 0.005, 31 * seed), { warm_start: truth.A.parameters, noise_percent: 1 }),
    ),
  );
  values[0].forEach((_, quantity) => {
    const column = values.map((row) => row[quantity].value);
    const mean = column.reduce((sum, value) => sum + value / seeds, 0);
    const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1));
    const bar = values.reduce((sum, row) => sum + row[quantity].standard_deviation / seeds, 0);
    expect(bar / spread).toBeGreaterThan(0.8);
    expect(bar / spread).toBeLessThan(1.25);
  });
});

test('another circuit on B fakes a step in R_ct, and the two are told apart only below 0.3 % noise', () => {
  const both = (spectrum: ReturnType<typeof testSpectrum>) =>
    (['S2W', 'S2RW'] as const).map((id) => ({ circuit: circuitOf(id), fit: fit(id, spectrum) }));
  const [series, randles] = both(testSpectrum('B'));
  expect(series.fit.charge_transfer_resistance_ohm!.value).toBeCloseTo(21.76, 2);
  expect(series.fit.interphase_resistance_ohm!.value).toBeCloseTo(11.93, 2);
  expect(series.fit.largest_residual_percent).toBeCloseTo(0.3, 2);
  expect(compareCircuits(testSpectrum('B'), series, randles)).toMatchObject({ told_apart: true, better: 'S2RW' });
  const noisy = withNoise(testSpectrum('B'), 0.005, 2);
  const [noisySeries, noisyRandles] = both(noisy);
  expect(compareCircuits(noisy, noisySeries, noisyRandles)).toMatchObject({ told_apart: false, better: null });
});

test('the same input gives the same bytes, and a warm start the same optimum', () => {
  const noisy = withNoise(testSpectrum('A'), 0.005, 5);
  const cold = fit('S2W', noisy);
  expect(JSON.stringify(fit('S2W', noisy))).toBe(JSON.stringify(cold));
  const warm = fit('S2W', noisy, { warm_start: truth.A.parameters, noise_percent: 0.5 });
  expect(warm.starts).toBe(1);
  warm.raw_parameters.forEach((value, k) => expect(Math.abs(value / cold.raw_parameters[k] - 1)).toBeLessThan(1e-6));
});

test('a warm start that lands far from the noise is not believed', () => {
  const far = [3, 12, 2e-5, 0.85, 1e-3, 1e-12, 0.55, 25];
  const { starts, raw_parameters } = fit('S2W', testSpectrum('A'), { warm_start: far, noise_percent: 0.01 });
  expect(starts).toBeGreaterThan(8);
  expect(raw_parameters[4]).toBeCloseTo(38.7, 3);
  expect(() => fit('S2W', testSpectrum('A'), { warm_start: [1, 2] })).toThrow(
    'got 2 parameters to start from, expected 8',
  );
});

test('arcs that merge give their sum only', () => {
  const merged = made('S2W', [3, 12, 2e-4, 0.95, 20, 2.4e-4, 0.95, 2]);
  const fitted = fit('S2W', merged);
  expect(fitted).toMatchObject({
    accepted: true,
    arcs_unresolved: true,
    interphase_resistance_ohm: null,
    charge_transfer_resistance_ohm: null,
    arcs: [],
  });
  expect(fitted.arc_resistance_ohm!.value).toBeCloseTo(32, 2);
  expect(fitted.findings.map(({ code }) => code)).toContain('arcs_unresolved');
  expect(fit('S1W', merged).interphase_resistance_ohm).toBeNull();
});

test('a parameter at its bound is not measured', () => {
  const capacitor = made('R1-p(R2,C2)-p(R3,CPE3)-W1', [3, 12, 2e-5, 38.7, 4e-4, 0.8, 25]);
  const fitted = fit('S2W', capacitor);
  expect(fitted.parameters[3]).toMatchObject({
    name: 'CPE2_n',
    value: null,
    standard_deviation: null,
    at_bound: 'upper',
  });
  expect(fitted.findings).toEqual([
    { code: 'parameter_at_bound', message: 'CPE2_n ended at its upper bound: it is not measured' },
  ]);
  expect(fitted.charge_transfer_resistance_ohm!.value).toBeCloseTo(38.7, 1);
});

test('a circuit that does not describe the spectrum is refused with a reason', () => {
  const fitted = fit('S1W', testSpectrum('A'));
  expect(fitted).toMatchObject({ accepted: false, ohmic_resistance_ohm: null, arc_resistance_ohm: null });
  expect(fitted.findings[0].code).toBe('poor_fit');
  expect(fitted.findings[0].message).toMatch(/S1W leaves \d\S* % of \|Z\|, expected less than 1 %/);
});

test('too few points are refused', () => {
  const two = { frequency_hertz: [10, 1], real_impedance_ohm: [1, 2], imaginary_impedance_ohm: [-1, -1] };
  const fitted = fit('S2W', two);
  expect(fitted).toMatchObject({ accepted: false, arc_resistance_ohm: null, raw_parameters: [] });
  expect(fitted.findings[0].message).toBe('2 usable points, expected 8 or more for the 8 parameters of S2W');
});

test('a circuit in notation alone is fitted without meaning', () => {
  const notation = 'R0-p(R1,C1)-p(R2,CPE2)-W1';
  const parameters = [3, 12, 2e-5, 38.7, 4e-4, 0.8, 25];
  const fitted = fit(notation, withNoise(made(notation, parameters), 0.002, 4));
  expect(fitted).toMatchObject({ circuit_id: notation, accepted: true, charge_transfer_resistance_ohm: null });
  fitted.parameters.forEach(({ value }, k) => expect(Math.abs(value! / parameters[k] - 1)).toBeLessThan(0.03));
});

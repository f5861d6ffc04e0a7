import { kramersKronigTest } from '../kramers-kronig/kramers-kronig-test.js';
import { leastLine } from '../numeric/least-line.js';
import { testSpectrum, withNoise } from '../spec-support/test-spectra.js';
import { warburgRegion } from './warburg-region.js';

test.each([
  ['A', 25.17981, 24.520837, 24.850324],
  ['B', 18.173996, 17.647057, 17.910527],
] as const)('%s: 0.01 to 1 Hz, 21 points', (name, real, imaginary, mean) => {
  const region = warburgRegion(testSpectrum(name), 0)!;
  expect(region.points).toBe(21);
  expect(region.frequency_minimum_hertz).toBeCloseTo(0.01, 8);
  expect(region.frequency_maximum_hertz).toBeCloseTo(1, 8);
  expect(region.real_slope_ohm_per_root_second).toBeCloseTo(real, 5);
  expect(region.imaginary_slope_ohm_per_root_second).toBeCloseTo(imaginary, 5);
  expect(region.warburg_coefficient_ohm_per_root_second.value).toBeCloseTo(mean, 5);
  expect(region.warburg_coefficient_ohm_per_root_second.standard_deviation).toBeGreaterThan((real - imaginary) / 2);
});

test.each(['C', 'D'] as const)('%s has none', (name) => {
  expect(warburgRegion(testSpectrum(name), kramersKronigTest(testSpectrum(name)).noise_percent!)).toBeNull();
});

test('the lowest decade of A and its intercept, which is not R_ct', () => {
  const { frequency_hertz, real_impedance_ohm } = testSpectrum('A');
  const x = (i: number) => 1 / Math.sqrt(2 * Math.PI * frequency_hertz[i]);
  const line = leastLine(x, (i) => real_impedance_ohm[i], 70, 81);
  expect(line.slope).toBeCloseTo(25.037213, 5);
  expect(line.intercept).toBeCloseTo(53.549759, 5);
});

test('under noise A and B have one, C and D none', () => {
  const seeds = process.env.CELLWATCH_LONG === '1' ? 200 : 40;
  const found = (name: 'A' | 'B' | 'C' | 'D', noise: number) => {
    let count = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const spectrum = withNoise(testSpectrum(name), noise, 50 + seed);
      if (warburgRegion(spectrum, kramersKronigTest(spectrum).noise_percent!)) count++;
    }
    return count / seeds;
  };
  for (const noise of [0.002, 0.005]) {
    expect([found('A', noise), found('B', noise)]).toEqual([1, 1]);
    expect([found('C', noise), found('D', noise)]).toEqual([0, 0]);
  }
  expect(found('A', 0.01)).toBeGreaterThan(0.8);
});

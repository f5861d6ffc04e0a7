import { testSpectrum, withNoise } from '../spec-support/test-spectra.js';
import { relaxationPeaks } from './relaxation-peaks.js';
import { relaxationTimes } from './relaxation-times.js';

test.each([0, 0.002, 0.005])(
  'A with noise %f and its diffusion taken out: the two large peaks are R_int and R_ct',
  (noise) => {
    const spectrum = withNoise(testSpectrum('A'), noise, 3);
    const { peaks, ohmic_resistance_ohm, residual_percent } = relaxationTimes(spectrum, {
      warburg_coefficient_ohm_per_root_second: 25,
    });
    const bySize = peaks.toSorted((one, other) => other.resistance_ohm - one.resistance_ohm);
    const large = [bySize[1], bySize[0]];
    expect(bySize[2]?.resistance_ohm ?? 0).toBeLessThan(noise === 0 ? 0.3 : 3);
    expect(Math.abs(large[0].resistance_ohm / 12 - 1)).toBeLessThan(0.1);
    expect(Math.abs(large[1].resistance_ohm / 38.7 - 1)).toBeLessThan(0.07);
    expect(Math.abs(large[0].characteristic_frequency_hertz / 2886.66 - 1)).toBeLessThan(0.1);
    expect(Math.abs(large[1].characteristic_frequency_hertz / 29.148 - 1)).toBeLessThan(0.1);
    expect(ohmic_resistance_ohm).toBeCloseTo(3, 1);
    expect(residual_percent).toBeLessThan(100 * noise + 0.1);
  },
);

test('a single RC is one peak of its own resistance', () => {
  const frequency_hertz = Array.from({ length: 61 }, (_, k) => 10 ** (5 - k / 10));
  const x = frequency_hertz.map((f) => 2 * Math.PI * f * 1e-3);
  const { peaks, distribution_ohm } = relaxationTimes({
    frequency_hertz,
    real_impedance_ohm: x.map((w) => 1 + 10 / (1 + w * w)),
    imaginary_impedance_ohm: x.map((w) => (-10 * w) / (1 + w * w)),
  });
  expect(distribution_ohm.every((value) => value >= 0)).toBe(true);
  expect(peaks).toHaveLength(1);
  expect(peaks[0].resistance_ohm).toBeCloseTo(10, 1);
  expect(peaks[0].time_constant_second).toBeCloseTo(1e-3, 4);
});

test('peaks end at the minima beside them', () => {
  const peaks = relaxationPeaks([1, 10, 100, 1000, 1e4, 1e5, 1e6], [0, 1, 4, 1, 3, 1, 0]);
  expect(peaks.map(({ resistance_ohm }) => resistance_ohm)).toEqual([6, 5]);
  expect(peaks[0].time_constant_second).toBe(100);
});

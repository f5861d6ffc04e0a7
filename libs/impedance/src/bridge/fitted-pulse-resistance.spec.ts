import { arcTimeConstant, fittedPulseResistance } from '../index.js';

/** Spectrum A of the reference: R_1 3, R_int 12, R_ct 38.7, σ 25. */
const fit = {
  ohmic_resistance_ohm: 3,
  arc_resistance_ohm: 12 + 38.7,
  warburg_coefficient_ohm_per_root_second: 25,
  slowest_time_constant_second: arcTimeConstant(38.7, 4e-4, 0.8),
};

test.each([
  [1, 93.461],
  [10, 179.836],
])('spectrum A %p s after the edge is within 0.2 %% of its exact step response of %p Ω', (second, exact) => {
  expect(Math.abs(fittedPulseResistance(fit, second)! / exact - 1)).toBeLessThan(0.002);
});

test('the 10 s value is mostly diffusion: 126.2 of 179.8 Ω', () => {
  expect(fittedPulseResistance(fit, 10)! - fittedPulseResistance(fit, null)!).toBeCloseTo(126.2, 1);
  expect(fittedPulseResistance(fit, null)).toBeCloseTo(53.7, 12);
});

test('while the slowest arc runs, and without σ, nothing is said of a time', () => {
  expect(fittedPulseResistance(fit, 0.01)).toBeNull();
  expect(fittedPulseResistance({ ...fit, slowest_time_constant_second: 1 }, 1)).toBeNull();
  const closed = { ...fit, warburg_coefficient_ohm_per_root_second: null };
  expect(fittedPulseResistance(closed, 10)).toBeNull();
  expect(fittedPulseResistance(closed, null)).toBeCloseTo(53.7, 12);
});

import { leakageCurrent } from './leakage-current.js';

const cycle = { first_half_capacity_ah: 1.5e-3, second_half_capacity_ah: 1.48e-3, duration_second: 20_000 };

test('what is lost beyond the usual, over the whole cycle', () => {
  // 20 µAh lost, 5 µAh of it usual: 15 µAh in 20 000 s
  expect(leakageCurrent(cycle, { loss_ah: 5e-6, deviation_ah: 1e-6 })).toBeCloseTo((15e-6 * 3600) / 20_000, 15);
});

test('a cell that loses less than usual has a negative one', () => {
  expect(leakageCurrent(cycle, { loss_ah: 30e-6, deviation_ah: 1e-6 })!).toBeLessThan(0);
});

test('within three deviations, or 0.01 % of the capacity, there is none', () => {
  expect(leakageCurrent(cycle, { loss_ah: 5e-6, deviation_ah: 5.1e-6 })).toBeNull();
  expect(leakageCurrent(cycle, { loss_ah: 19.9e-6, deviation_ah: 0 })).toBeNull();
});

test('a cycle without duration has none', () => {
  expect(leakageCurrent({ ...cycle, duration_second: 0 }, { loss_ah: 0, deviation_ah: 0 })).toBeNull();
});

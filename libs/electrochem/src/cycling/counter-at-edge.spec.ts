import { counterAtEdge } from './counter-at-edge.js';

test('reset at the edge', () => {
  expect(counterAtEdge(2.8468, 7.86e-5, (9.4 * 0.03) / 3600)).toBe(7.86e-5);
});

test('held through a rest and counted down in the opposite pulse', () => {
  // µAh: 152.6 before, 152.3 at the first record of a charge of 41.3 mA, 0.042 s old
  expect(counterAtEdge(152.6e-6, 152.3e-6, (0.0413 * 0.042) / 3600)).toBeCloseTo(0.3e-6, 10);
});

test('carried on from a hold at constant current into one at constant voltage', () => {
  expect(counterAtEdge(17.98, 17.99, 0.011)).toBeCloseTo(0.01, 10);
});

test('a counter that was never seen', () => {
  expect(counterAtEdge(null, 5, 0.01)).toBe(0);
  expect(counterAtEdge(null, 0.012, 0.01)).toBe(0.012);
});

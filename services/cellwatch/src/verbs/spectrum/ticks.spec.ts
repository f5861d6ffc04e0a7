import { linearTicks, logTicks } from './ticks.js';

test.each([
  [0, 10, 5, [0, 2, 4, 6, 8, 10]],
  [-4.7, 5.2, 3, [-4, -2, 0, 2, 4]],
  [-0.012, 0.021, 4, [-0.01, 0, 0.01, 0.02]],
  [3.1, 3.2, 3, [3.1, 3.15, 3.2]],
])('%d to %d', (from, to, count, ticks) => expect(linearTicks(from, to, count)).toEqual(ticks));

test('decades; 1, 2 and 5 of few of them; every second of many', () => {
  expect(logTicks(0.5, 2e4)).toEqual([1, 10, 100, 1000, 10000]);
  expect(logTicks(0.015, 0.06)).toEqual([0.02, 0.05]);
  expect(logTicks(1e-6, 1e6)).toEqual([1e-6, 1e-4, 1e-2, 1, 100, 1e4, 1e6]);
});

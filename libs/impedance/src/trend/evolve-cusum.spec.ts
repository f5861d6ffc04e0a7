import { seededNormal } from '../numeric/seeded-normal.js';
import { evolveCusum, initialCusumState } from './evolve-cusum.js';

test('sums by hand', () => {
  const once = evolveCusum(initialCusumState, 2);
  expect(once).toEqual({ upper: 1.5, lower: 0 });
  expect(evolveCusum(once, -3)).toEqual({ upper: 0, lower: 2.5 });
});

test.each([
  [0, 4, 168, 0.1],
  [1, 4, 8.4, 0.06],
  [2, 4, 3.4, 0.06],
  [1, 5, 10.3, 0.06],
])('a shift of %i σ is found, at h = %i, after %f values on average', (shift, threshold, expected, tolerance) => {
  const normal = seededNormal(11);
  const runs = 1500;
  let values = 0;
  for (let run = 0; run < runs; run++)
    for (let state = initialCusumState; state.upper <= threshold && state.lower <= threshold; values++)
      state = evolveCusum(state, shift + normal());
  expect(Math.abs(values / runs / expected - 1)).toBeLessThan(tolerance);
});

import { fadePerCycle } from './fade-per-cycle.js';

test.each([
  ['liquid, 1C', 0.812, 99, 0.997899],
  ['liquid, 3C', 0.892, 99, 0.998846],
  ['solid, 0.3C', 0.893, 149, 0.999241],
])('%s', (_, retention, intervals, fade) => {
  expect(fadePerCycle(retention, intervals)).toBeCloseTo(fade, 6);
});

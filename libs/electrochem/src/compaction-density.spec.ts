import { compactionDensity } from './compaction-density.js';

test.each([
  ['silicon', 1.91, 24.8, '0.770'],
  ['+G/C', 1.911, 23.8, '0.803'],
])('%s: %p mg/cm² of %p µm', (_, areal, thickness, printed) => {
  expect(compactionDensity(areal * (Math.PI / 4), Math.PI / 4, thickness)!.toFixed(3)).toBe(printed);
});

test('without an area or a thickness there is none', () => {
  expect(compactionDensity(1, 0, 20)).toBeNull();
  expect(compactionDensity(1, 1, 0)).toBeNull();
});

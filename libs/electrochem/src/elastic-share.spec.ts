import { elasticShare } from './elastic-share.js';

// 1e-10 J
test.each([
  ['silicon', 0, 30.372, '0.00'],
  ['tin', 0.497, 51.603, '0.95'],
  ['carbon from PVC', 51.857, 15.403, '77.10'],
  ['CoSi2', 0.32 * 177.967, 0.68 * 177.967, '32.00'],
])('%s: %p elastic, %p plastic', (_, elastic, plastic, percent) => {
  expect((100 * elasticShare(elastic, plastic)!).toFixed(2)).toBe(percent);
});

test('the third digit, and the ratio that is not meant', () => {
  expect((100 * elasticShare(51.857, 15.403)!).toFixed(3)).toBe('77.099');
  expect(51.857 / 15.403).toBeGreaterThan(1);
});

test('no work, no share', () => {
  expect(elasticShare(0, 0)).toBeNull();
});

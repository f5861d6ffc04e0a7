import { median } from './median.js';

test('the middle one, or between the two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([10, 1, 2, 4])).toBe(3);
});

test('of nothing, or with an unknown: unknown', () => {
  expect(median([])).toBeNull();
  expect(median([1, null, 2])).toBeNull();
});

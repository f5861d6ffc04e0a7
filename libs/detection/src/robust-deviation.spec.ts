import { robustDeviation } from './robust-deviation.js';

test('one outlier of five does not move it', () => {
  expect(robustDeviation([1, 2, 3, 4, 5])).toBe(1.4826);
  expect(robustDeviation([1, 2, 3, 4, 500])).toBe(1.4826);
});

test('none, one, constant', () => {
  expect([robustDeviation([]), robustDeviation([5]), robustDeviation([2, 2, 2])]).toEqual([NaN, 0, 0]);
});

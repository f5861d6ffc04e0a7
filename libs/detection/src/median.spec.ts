import { median } from './median.js';

test('none, one, odd, even; the input is left alone', () => {
  const values = [3, 1, 2];
  expect([median([]), median([7]), median(values), median([4, 1, 3, 2])]).toEqual([NaN, 7, 2, 2.5]);
  expect(values).toEqual([3, 1, 2]);
});

test('sorts numbers, not their digits', () => {
  expect(median([9, 10, 100])).toBe(10);
});

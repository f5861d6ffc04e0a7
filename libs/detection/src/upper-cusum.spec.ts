import { upperCusum } from './upper-cusum.js';

test('never below zero, never above h', () => {
  expect(upperCusum(0.2, -3, 0.5, 5)).toBe(0);
  expect(upperCusum(4, 9, 0.5, 5)).toBe(5);
});

test('a shift of 1.8 standard deviations reaches 5 at the fourth step', () => {
  let sum = 0;
  const sums = [1, 2, 3, 4].map(() => (sum = upperCusum(sum, 1.8, 0.5, 5)));
  expect(sums.map((value) => value === 5)).toEqual([false, false, false, true]);
});

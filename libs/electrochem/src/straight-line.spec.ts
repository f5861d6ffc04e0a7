import { straightLine } from './straight-line.js';

test('slope, intercept and spread by hand', () => {
  expect(straightLine([0, 1, 2], [1, 2, 6])).toEqual({ intercept: 0.5, slope: 2.5, spread: 2 });
});

test('weights count a point as often', () => {
  expect(straightLine([0, 1], [1, 3], [3, 1])).toEqual({ intercept: 1, slope: 2, spread: 0.75 });
});

test('x that does not vary has no line', () => {
  expect(straightLine([], [])).toBeNull();
  expect(straightLine([3], [1])).toBeNull();
  expect(straightLine([3, 3], [1, 2])).toBeNull();
  expect(straightLine([1, 2], [1, 2], [0, 0])).toBeNull();
  expect(straightLine(Array(61).fill(0.3), Array(61).fill(0.1))).toBeNull();
});

import { focusRange } from './focus-range.js';

const steady = Array.from({ length: 40 }, (_, index) => 99.8 + (index % 5) * 0.02);

test('a first cycle far off is left out', () => {
  expect(focusRange([78.1, ...steady, null], 0.5)).toEqual({ low: 99.8, high: 99.88 });
});

test('a slow fall is not left out', () => {
  expect(focusRange([...steady, ...Array.from({ length: 8 }, (_, index) => 99.6 - index * 0.3)], 0.5)).toBeNull();
});

test('everything is shown where it fits, or where there is little', () => {
  expect(focusRange(steady, 0.5)).toBeNull();
  expect(focusRange([78.1, 99.8, 99.9], 0.5)).toBeNull();
  expect(focusRange([], 0.5)).toBeNull();
});

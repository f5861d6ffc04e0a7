import { focusRange } from './focus-range.js';

const steady = Array.from({ length: 40 }, (_, index) => 99.8 + (index % 5) * 0.02);

test('a first cycle far off is left out, also where the last ones fall', () => {
  expect(focusRange([78.1, ...steady, null], 0.5)).toEqual({ low: 99.8, high: 99.88 });
  expect(focusRange([78.1, ...steady, 98.9], 0.5)).toEqual({ low: 98.9, high: 99.88 });
});

test('a later cycle is never left out: it may be the fault', () => {
  expect(focusRange([...steady, 78.1], 0.5)).toBeNull();
});

test('early cycles that are near count', () => {
  expect(focusRange([78.1, 99.5, ...steady], 0.5)).toEqual({ low: 99.5, high: 99.88 });
});

test('everything is shown where it fits, or where there is little', () => {
  expect(focusRange(steady, 0.5)).toBeNull();
  expect(focusRange([78.1, 99.8, 99.9], 0.5)).toBeNull();
  expect(focusRange([], 0.5)).toBeNull();
});

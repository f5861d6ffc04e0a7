import { counterIncrement } from './counter-increment.js';

test('a counter that rises passed its difference', () => {
  expect(counterIncrement(2, 2.5)).toBe(0.5);
  expect(counterIncrement(2, 2)).toBe(0);
});

test('one that falls passed the lesser of its drop and its value', () => {
  // down in a pulse against the block's direction
  expect(counterIncrement(152.6, 150.1)).toBeCloseTo(2.5, 12);
  // a reset inside a step
  expect(counterIncrement(152.6, 0.4)).toBe(0.4);
});

import { differentialCapacity } from './differential-capacity.js';

test('a constant stays what it is, up to both ends', () => {
  const constant = differentialCapacity(new Float64Array(50).fill(0.002 * 0.06), 0.002);
  for (const value of constant) expect(value).toBeCloseTo(0.06, 14);
});

test('the width is that at half of the maximum, and the charge is kept', () => {
  const increments = new Float64Array(201);
  increments[100] = 1e-3;
  const curve = differentialCapacity(increments, 0.002, 0.02);
  expect(curve[95] / curve[100]).toBeCloseTo(0.5, 12);
  expect(curve[105] / curve[100]).toBeCloseTo(0.5, 12);
  expect(0.002 * curve.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1e-3, 12);
});

test('a width of 0 differentiates only', () => {
  expect([...differentialCapacity([1, 3, 2], 0.5, 0)]).toEqual([2, 6, 4]);
});

test('nothing and a single bin', () => {
  expect(differentialCapacity([], 0.002)).toHaveLength(0);
  expect(differentialCapacity([0.01], 0.002)[0]).toBeCloseTo(5, 12);
});

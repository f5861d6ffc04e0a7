import { voltageIncrements } from './voltage-increments.js';

test('charge per bin, interpolated between records', () => {
  const grid = voltageIncrements([0, 1, 4], [3, 3.2, 3.4], 0.1);
  expect([...grid.increments_ah]).toEqual([0.5, 0.5, 1.5, 1.5].map((value) => expect.closeTo(value, 9)));
  expect(grid.first_voltage_volt).toBe(3);
});

test('a discharge goes down', () => {
  const grid = voltageIncrements([0, 2], [3.4, 3.2], 0.1, 'discharge');
  expect([...grid.increments_ah]).toEqual([1, 1].map((value) => expect.closeTo(value, 9)));
});

test('records that fall behind the extreme do not count, their charge does', () => {
  const grid = voltageIncrements([0, 1, 2, 3], [3, 3.1, 3.05, 3.2], 0.1);
  expect([...grid.increments_ah]).toEqual([1, 2].map((value) => expect.closeTo(value, 9)));
});

test('a bin that was not crossed to its end is left out', () => {
  expect(voltageIncrements([0, 1], [3, 3.25], 0.1).increments_ah).toHaveLength(2);
  expect(voltageIncrements([0], [3], 0.1).increments_ah).toHaveLength(0);
});

import { averageCoulombicEfficiency } from './average-coulombic-efficiency.js';

test.each([
  ['Si/a-Sn/CoSi2', 0.90304, 0.985, '98.78'],
  ['Si/CoSi2', 0.865, 0.972, '97.57'],
])(
  '%s over 30 cycles: with cycle 1 the published mean implies a higher one for the others',
  (_, first, mean, others) => {
    const rest = (30 * mean - first) / 29;
    const efficiencies = [first, ...Array<number>(29).fill(rest)];
    expect(averageCoulombicEfficiency(efficiencies, { include_first: true })).toBeCloseTo(mean, 10);
    expect((100 * averageCoulombicEfficiency(efficiencies)!).toFixed(2)).toBe(others);
  },
);

test('cycles without one are left out', () => {
  expect(averageCoulombicEfficiency([0.8, null, 0.99, null, 0.97])).toBeCloseTo(0.98, 12);
  expect(averageCoulombicEfficiency([0.8])).toBeNull();
  expect(averageCoulombicEfficiency([])).toBeNull();
});

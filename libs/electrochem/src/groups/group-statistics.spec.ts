import { groupStatistics } from './group-statistics.js';

test('three replicates, by hand: s = 2, t = 4.3027, half-width 4.3027·2/√3 = 4.9683', () => {
  const found = groupStatistics([160, 162, 158])!;
  expect(found).toMatchObject({ n: 3, mean: 160, standard_deviation: 2, minimum: 158, maximum: 162, median: 160 });
  expect(found.confidence_low).toBeCloseTo(155.0317, 4);
  expect(found.confidence_high).toBeCloseTo(164.9683, 4);
});

test('four: s² = (9 + 1 + 1 + 9)/3', () => {
  const found = groupStatistics([1, 3, 5, 7])!;
  expect(found.standard_deviation).toBeCloseTo(Math.sqrt(20 / 3), 12);
  expect(found.median).toBe(4);
  expect(found.confidence_high! - found.mean).toBeCloseTo((3.182446 * Math.sqrt(20 / 3)) / 2, 5);
});

test('one cell says nothing of spread', () => {
  expect(groupStatistics([0.9])).toEqual({
    n: 1,
    mean: 0.9,
    standard_deviation: null,
    confidence_low: null,
    confidence_high: null,
    minimum: 0.9,
    maximum: 0.9,
    median: 0.9,
  });
});

test('cells without the value are left out, and none at all is null', () => {
  expect(groupStatistics([null, 2, null, 4])).toMatchObject({ n: 2, mean: 3, standard_deviation: Math.SQRT2 });
  expect(groupStatistics([null])).toBeNull();
  expect(groupStatistics([])).toBeNull();
});

test('equal replicates have no spread', () => {
  expect(groupStatistics([2, 2, 2])).toMatchObject({ standard_deviation: 0, confidence_low: 2, confidence_high: 2 });
});

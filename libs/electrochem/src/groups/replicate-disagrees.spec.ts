import { replicateDisagrees } from './replicate-disagrees.js';

const named = (...values: number[]) => values.map((value, at) => ({ replicate: `R${at + 1}`, value }));

test('four or more: the modified z-score', () => {
  // median 100.5, deviations 0.5 0.5 1.5 9.5: MAD 1, z of the last 6.41
  const found = replicateDisagrees(named(100, 101, 99, 110));
  expect(found).toMatchObject({ rule: 'robust_z', limit: 3.5, disagreeing: ['R4'] });
  expect(found.measure).toBeCloseTo(0.6745 * 9.5, 10);
  expect(replicateDisagrees(named(100, 101, 99, 104)).disagreeing).toEqual([]);
});

test('two that stray both ways are both named', () => {
  expect(replicateDisagrees(named(80, 100, 101, 99, 100, 120)).disagreeing).toEqual(['R1', 'R6']);
});

test('where more than half are equal, the mean deviation scales', () => {
  // median 1, mean |deviation| 0.05: z of the last = 0.3/(1.253314·0.05) = 4.787
  const found = replicateDisagrees(named(1, 1, 1, 1, 1, 1.3));
  expect(found.disagreeing).toEqual(['R6']);
  expect(found.measure).toBeCloseTo(4.787, 3);
  expect(replicateDisagrees(named(1, 1, 1, 1))).toMatchObject({ measure: 0, disagreeing: [] });
});

test('three: the relative spread, and the one that is farthest', () => {
  expect(replicateDisagrees(named(100, 101, 80))).toEqual({
    rule: 'relative_spread',
    limit: 0.05,
    measure: 0.21,
    disagreeing: ['R3'],
  });
  expect(replicateDisagrees(named(100, 101, 98)).disagreeing).toEqual([]);
  expect(replicateDisagrees(named(90, 100, 110)).disagreeing).toEqual(['R1', 'R3']);
});

test('two: neither can be said to be right; the limit can be stated', () => {
  expect(replicateDisagrees(named(100, 106)).disagreeing).toEqual(['R1', 'R2']);
  expect(replicateDisagrees(named(100, 106), 0.1)).toMatchObject({ limit: 0.1, disagreeing: [] });
});

test('negative voltages against Li-In spread by their size; around zero nothing is told', () => {
  expect(replicateDisagrees(named(-0.2, -0.3)).disagreeing).toEqual(['R1', 'R2']);
  expect(replicateDisagrees(named(-0.1, 0.1))).toMatchObject({ measure: null, disagreeing: [] });
});

test('one alone agrees', () => {
  expect(replicateDisagrees(named(5))).toEqual({ rule: 'too_few', limit: null, measure: null, disagreeing: [] });
  expect(replicateDisagrees([])).toMatchObject({ rule: 'too_few' });
});

test('four that differ by less than matters agree, however alike the other three are', () => {
  const efficiencies = named(0.9998, 0.9998, 0.9997, 0.9981);
  expect(replicateDisagrees(efficiencies, 0.01)).toMatchObject({ rule: 'robust_z', disagreeing: [] });
  expect(replicateDisagrees(efficiencies, 0.001).disagreeing).toEqual(['R4']);
});

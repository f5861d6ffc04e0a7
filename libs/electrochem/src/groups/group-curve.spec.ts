import { groupCurve } from './group-curve.js';

const cell = (...values: (number | null)[]) => values.map((value, at) => ({ cycle: at + 1, value }));

test('at each cycle over the cells that have it', () => {
  const curve = groupCurve([cell(10, 8, 6), cell(12, null), cell(14, 10)]);
  expect(curve).toMatchObject([
    { cycle: 1, n: 3, mean: 12, standard_deviation: 2 },
    { cycle: 2, n: 2, mean: 9 },
    { cycle: 3, n: 1, mean: 6, standard_deviation: null },
  ]);
});

test('a cell counts once per cycle, however often it has it', () => {
  const twice = [...cell(10), { cycle: 1, value: 20 }];
  expect(groupCurve([twice, cell(30)])).toMatchObject([{ cycle: 1, n: 2, mean: 25 }]);
});

test('cycles without any value are no points', () => {
  expect(groupCurve([cell(null, 1)])).toMatchObject([{ cycle: 2, n: 1 }]);
  expect(groupCurve([])).toEqual([]);
});

import { sweepBranches } from './sweep-branches.js';

test('from turn to turn, each turning point in both', () => {
  expect(sweepBranches([1, 0.5, 0, 0.5, 1, 0.7])).toEqual([
    { rises: false, first_row: 0, last_row: 2 },
    { rises: true, first_row: 2, last_row: 4 },
    { rises: false, first_row: 4, last_row: 5 },
  ]);
});

test('a rest before the sweep is no branch, noise is no turn', () => {
  expect(sweepBranches([1, 1.001, 1, 0.9, 0.8, 0.805, 0.7])).toEqual([{ rises: false, first_row: 1, last_row: 6 }]);
});

test('no sweep, no branch', () => {
  expect(sweepBranches([])).toEqual([]);
  expect(sweepBranches([1, 1, 1.005])).toEqual([]);
});

import { livedCell } from './lived-cell.js';

const cycle = (
  derived_cycle_count: number,
  capacity_retention: number | null,
  status: 'open' | 'complete' = 'complete',
) => ({
  derived_cycle_count,
  capacity_retention,
  status,
  purpose: null,
});

test('a life and the retentions of complete cycles, in order', () => {
  expect(livedCell({}, [cycle(3, 0.97), cycle(2, 1), cycle(1, null), cycle(4, 0.5, 'open')])).toEqual({
    life: { cycle: 3, event: 'censored' },
    retentions: [
      { cycle: 2, capacity_retention: 1 },
      { cycle: 3, capacity_retention: 0.97 },
    ],
  });
});

test('the limit is passed on, and where nothing is known there is none', () => {
  expect(livedCell({}, [cycle(1, 1), cycle(2, 0.85), cycle(3, 0.84)], 0.9)?.life).toEqual({ cycle: 2, event: 'died' });
  expect(livedCell({}, [])).toBeNull();
});

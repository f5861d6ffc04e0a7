import { lifeOf, type LifeCycle } from './life-of.js';

const cycles = (...retentions: (number | null)[]): LifeCycle[] =>
  retentions.map((capacity_retention, at) => ({
    derived_cycle_count: at + 1,
    status: 'complete',
    capacity_retention,
    purpose: null,
  }));

test.each([
  ['two below in a row', [1, 0.9, 0.79, 0.78], { cycle: 3, event: 'died' }],
  ['below, above, below: 2 of 3', [1, 0.79, 0.81, 0.78], { cycle: 2, event: 'died' }],
  ['an interrupted cycle alone kills nobody', [1, 0.5, 0.95, 0.94, 0.79], { cycle: 5, event: 'censored' }],
  ['below at the very end is not confirmed yet', [1, 0.9, 0.79], { cycle: 3, event: 'censored' }],
  ['cycles without a retention are passed over', [1, 0.79, null, null, 0.78], { cycle: 2, event: 'died' }],
  ['exactly the limit lives', [1, 0.8, 0.8, 0.8], { cycle: 4, event: 'censored' }],
] as const)('%s', (_, retentions, life) => {
  expect(lifeOf({}, cycles(...retentions))).toEqual(life);
});

test('what is declared holds, and the first end counts', () => {
  const worn = cycles(1, 0.9, 0.7, 0.7, 0.7);
  expect(lifeOf({ failed_at_cycle: 2 }, worn)).toEqual({ cycle: 2, event: 'died' });
  expect(lifeOf({ failed_at_cycle: 5 }, worn)).toEqual({ cycle: 3, event: 'died' });
  expect(lifeOf({ withdrawn_at_cycle: 2 }, worn)).toEqual({ cycle: 2, event: 'censored' });
  expect(lifeOf({ withdrawn_at_cycle: 5 }, worn)).toEqual({ cycle: 3, event: 'died' });
  expect(lifeOf({ failed_at_cycle: 4, withdrawn_at_cycle: 4 }, [])).toEqual({ cycle: 4, event: 'died' });
});

test('another limit', () => {
  expect(lifeOf({}, cycles(1, 0.89, 0.88, 0.87), 0.9)).toEqual({ cycle: 2, event: 'died' });
});

test('check-ups and formation have no say; an open cycle neither', () => {
  const life = cycles(1, 0.5, 0.5, 0.95).map((cycle, at) => ({
    ...cycle,
    purpose: at === 1 ? ('check_up' as const) : at === 2 ? ('formation' as const) : null,
  }));
  expect(lifeOf({}, life)).toEqual({ cycle: 4, event: 'censored' });
  expect(lifeOf({}, [...cycles(1), { ...cycles(0.5)[0], derived_cycle_count: 2, status: 'open' }])).toEqual({
    cycle: 1,
    event: 'censored',
  });
});

test('of a cell of which nothing is known, nothing is said', () => {
  expect(lifeOf({}, [])).toBeNull();
});

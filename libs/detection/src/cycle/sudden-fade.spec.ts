import { testCycle } from '../spec-support/test-cycle.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';

const life = (...capacities: number[]) =>
  capacities.map((ah, index) => testCycle(index + 1, { cycle_discharging_capacity_ah: ah }));
const before = [1, 1, 1, 1, 1, 1, 1, 1];
const told = (...after: number[]) => toldOf('SUDDEN_FADE', life(...before, ...after));

test('a step is confirmed by the next cycle, and ends when it is the usual level', () => {
  expect(told(0.96, 0.96, 0.96, 0.96, 0.96, 0.96, 0.96)).toEqual([
    [9, 'pending'],
    [10, 'warning'],
    [14, 'cleared'],
  ]);
  const [, fired] = alertsOf('SUDDEN_FADE', life(...before, 0.96, 0.96));
  expect(fired).toMatchObject({
    record_index: 900,
    derived_cycle_count: 9,
    message: 'Cycle 10: the capacity is 96.00 % of the median of the last 5 cycles, below 97.00 %.',
    evidence: { value: 0.96, baseline: 1, limit: 0.97, chart: { x: [5, 6, 7, 8, 9, 10] } },
  });
});

test('one interrupted cycle lapses', () => {
  expect(told(0.5, 1, 1)).toEqual([
    [9, 'pending'],
    [10, 'lapsed'],
  ]);
});

test('critical only where both are below 90 %', () => {
  expect(told(0.89, 0.88).at(-1)).toEqual([10, 'critical']);
  expect(told(0.89, 0.91).at(-1)).toEqual([10, 'warning']);
});

test.each([
  ['2.1 %, a level shift of the cycler', [0.979, 0.979, 0.979]],
  ['fast fade, 0.5 % a cycle', [0.995, 0.99, 0.985, 0.98, 0.975, 0.97, 0.965]],
  ['growth', [1.1, 1.1, 1.1]],
])('quiet: %s', (_, after) => {
  expect(told(...after)).toEqual([]);
});

test('quiet: check-ups, another regime, cut cycles', () => {
  const low = [9, 10, 11];
  for (const over of [{ purpose: 'check_up' as const }, { flags: ['half_incomplete' as const] }])
    expect(
      toldOf('SUDDEN_FADE', [
        ...life(...before),
        ...low.map((number) => testCycle(number, { cycle_discharging_capacity_ah: 0.5, ...over })),
      ]),
    ).toEqual([]);
  const fast = [9, 10, 11, 12, 13].map((number) =>
    testCycle(number, { cycle_discharging_capacity_ah: 0.5, regime: 'fast' }),
  );
  expect(toldOf('SUDDEN_FADE', [...life(...before), ...fast])).toEqual([]);
});

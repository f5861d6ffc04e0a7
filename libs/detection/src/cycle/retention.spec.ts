import type { CycleSummary } from '@cellwatch/events';
import { testCycle } from '../spec-support/test-cycle.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';

const life = (retentions: (number | null)[], over: Partial<CycleSummary> = {}) =>
  retentions.map((capacity_retention, index) =>
    testCycle(index + 1, { capacity_retention, retention_reference_cycle_count: 4, ...over }),
  );
const told = (...retentions: (number | null)[]) => toldOf('RETENTION', life(retentions));

test('below 85 % in two of three cycles warns, below 80 % in two of three is critical, and it is one alert', () => {
  expect(told(0.9, 0.849, 0.86, 0.84, 0.83, 0.79, 0.81, 0.79, 0.78, 0.7)).toEqual([
    [2, 'pending'],
    [4, 'warning'],
    [8, 'critical'],
  ]);
  const [, , critical] = alertsOf('RETENTION', life([0.9, 0.84, 0.84, 0.79, 0.79]));
  expect(critical.message).toBe('Cycle 5: the capacity is 79.00 % of that of cycle 4, below 80.00 % in 2 of 3 cycles.');
  expect(critical.record_index).toBe(200);
});

test('one low cycle lapses; what grows back ends it, beyond a margin', () => {
  expect(told(0.7, 0.9, 0.9)).toEqual([
    [1, 'pending'],
    [3, 'lapsed'],
  ]);
  const recovering = [0.84, 0.84, 0.88, 0.88, 0.88, 0.9, 0.9, 0.9];
  expect(told(...recovering)).toEqual([
    [1, 'pending'],
    [2, 'warning'],
    [8, 'cleared'],
  ]);
});

test('quiet: no retention, a check-up, a cut cycle', () => {
  expect(told(null, null, null)).toEqual([]);
  expect(toldOf('RETENTION', life([0.5, 0.5, 0.5], { purpose: 'check_up' }))).toEqual([]);
  expect(toldOf('RETENTION', life([0.5, 0.5, 0.5], { flags: ['merged'] }))).toEqual([]);
});

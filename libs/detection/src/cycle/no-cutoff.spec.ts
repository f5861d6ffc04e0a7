import type { CycleSummary, EndReason } from '@cellwatch/events';
import { testCycle } from '../spec-support/test-cycle.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';

const ended = (number: number, charging_end_reason: EndReason, over: Partial<CycleSummary> = {}) =>
  testCycle(number, {
    charging_end_reason,
    discharging_end_reason: 'voltage',
    charging_c_rate: 0.3,
    discharging_c_rate: 0.3,
    ...over,
  });
const reaching = [1, 2, 3, 4].map((number) => ended(number, number % 2 ? 'voltage' : 'current'));
const told = (...cycles: CycleSummary[]) => toldOf('NO_CUTOFF', [...reaching, ...cycles]);

test.each(['time', 'capacity', 'user', 'unknown'] as const)('two charges that end by %s', (reason) => {
  expect(told(ended(5, reason), ended(6, reason), ended(7, reason))).toEqual([
    [5, 'pending'],
    [6, 'warning'],
  ]);
});

test('a discharge counts as well, and it ends after three cycles that reach their limits', () => {
  const low = [5, 6].map((number) => ended(number, 'voltage', { discharging_end_reason: 'time' }));
  const again = [7, 8, 9].map((number) => ended(number, 'voltage'));
  expect(told(...low, ...again)).toEqual([
    [5, 'pending'],
    [6, 'warning'],
    [9, 'cleared'],
  ]);
  expect(alertsOf('NO_CUTOFF', [...reaching, ...low])[1].message).toMatch(/the discharge ended by time/);
});

test('quiet: a protocol that always does, another rate, one cycle, a check-up', () => {
  const always = Array.from({ length: 30 }, (_, index) => ended(index + 1, 'capacity'));
  expect(toldOf('NO_CUTOFF', always)).toEqual([]);
  const fast = [5, 6, 7].map((number) => ended(number, 'capacity', { charging_c_rate: 1 }));
  expect(told(...fast)).toEqual([]);
  expect(told(ended(5, 'user'), ended(6, 'voltage'), ended(7, 'voltage')).at(-1)).toEqual([7, 'lapsed']);
  expect(told(...[5, 6, 7].map((number) => ended(number, 'time', { purpose: 'check_up' })))).toEqual([]);
});

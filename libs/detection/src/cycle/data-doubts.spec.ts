import { testCycle } from '../spec-support/test-cycle.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';

const settled = [1, 2, 3, 4, 5].map((number) => testCycle(number));

test.each([
  ['DATA_UNIT', 'unit_suspect'],
  ['DATA_UNIT', 'c_rate_mismatch'],
  ['DATA_SIGN', 'sign_suspect'],
  ['DATA_SIGN', 'polarity_suspect'],
  ['DATA_CAPACITY', 'counter_mismatch'],
] as const)('%s is the notice of %s, and ends with it', (rule, flag) => {
  const flagged = [6, 7, 8].map((number) => testCycle(number, { flags: [flag] }));
  const clean = [9, 10, 11].map((number) => testCycle(number));
  expect(toldOf(rule, [...settled, ...flagged, ...clean])).toEqual([
    [6, 'notice'],
    [11, 'cleared'],
  ]);
});

test('it says what was got and what was expected', () => {
  const contradictions = [{ flag: 'counter_mismatch' as const, got: '1.5 mAh', expected: '1.6 mAh' }];
  const [alert] = alertsOf('DATA_CAPACITY', [testCycle(1, { flags: ['counter_mismatch'], contradictions })]);
  expect(alert.message).toBe('Cycle 1 is flagged counter_mismatch: got 1.5 mAh, expected 1.6 mAh.');
});

test('more than 101.5 % in two of three cycles of a regime is a notice, and never a drop', () => {
  const over = [6, 7].map((number) => testCycle(number, { coulombic_efficiency: 1.02 }));
  expect(toldOf('DATA_CAPACITY', [...settled, ...over])).toEqual([
    [6, 'pending'],
    [7, 'notice'],
  ]);
  expect(toldOf('CE_DROP', [...settled, ...over])).toEqual([]);
  const border = [testCycle(6, { coulombic_efficiency: 1.02 }), testCycle(7, { coulombic_efficiency: 0.992 })];
  expect(toldOf('DATA_CAPACITY', [...settled, ...border, testCycle(8)]).at(-1)).toEqual([8, 'lapsed']);
});

test('quiet: the first charge from nothing, a check-up', () => {
  expect(toldOf('DATA_CAPACITY', [testCycle(1, { coulombic_efficiency: 1.0219 }), ...settled.slice(1)])).toEqual([]);
  const checked = testCycle(6, { coulombic_efficiency: 7.5, purpose: 'check_up' });
  expect(toldOf('DATA_CAPACITY', [...settled, checked])).toEqual([]);
});

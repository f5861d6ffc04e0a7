import type { CycleSummary, Relaxation } from '@cellwatch/events';
import { testCycle } from '../spec-support/test-cycle.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';

const rest = (millivolt_per_hour: number, duration_second = 1800): Relaxation => ({
  edge: null,
  duration_second,
  start_voltage_volt: 4.2,
  voltage_1s_volt: null,
  voltage_10s_volt: null,
  end_voltage_volt: 4.1,
  slope_volt_per_hour: millivolt_per_hour / 1000,
  relaxed_voltage_volt: null,
  time_constant_second: null,
});
const after = (number: number, slope: number, over: Partial<CycleSummary> = {}, duration?: number) =>
  testCycle(number, { rest_after_charge: rest(slope, duration), ...over });
const settled = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => after(number, -25.2));
const told = (...cycles: CycleSummary[]) => toldOf('REST_LEAK', [...settled, ...cycles]);

test.each([
  ['3 MΩ', -27.3, []],
  ['1 MΩ', -31.6, [[9, 'warning']]],
  ['300 kΩ', -46.6, [[9, 'warning']]],
  ['30 kΩ', -212.5, [[9, 'warning']]],
])('a shunt of %s', (_, slope, expected) => {
  expect(told(after(9, slope))).toEqual(expected);
});

test('what it says, and the leak where the loss of the cycle tells it', () => {
  const [alert] = alertsOf('REST_LEAK', [...settled, after(9, -31.6, { leakage_current_ampere: 4.1e-6 })]);
  expect(alert.message).toBe(
    'Cycle 9: in the rest after charge the voltage changed by -31.6 mV/h, below -30.2 mV/h (median of the last 6 such rests -25.2 mV/h). The cycle’s own loss is that of a leak of 4.10 µA.',
  );
  expect(alert.evidence).toMatchObject({ unit: 'V/h', value: -0.0316, baseline: -0.0252 });
});

test('it lasts while the leak does, and ends after three quiet rests', () => {
  const leaking = [9, 10, 11, 12].map((number) => after(number, -31.6));
  const healed = [13, 14, 15].map((number) => after(number, -25));
  expect(told(...leaking, ...healed)).toEqual([
    [9, 'warning'],
    [15, 'cleared'],
  ]);
});

test('after the discharge where a protocol has no other rest: a half-cell relaxes up, and a leak bends it down', () => {
  const lithiated = (number: number, slope: number) => testCycle(number, { rest_after_discharge: rest(slope) });
  const healthy = [1, 2, 3, 4, 5, 6, 7].map((number) => lithiated(number, 40));
  expect(toldOf('REST_LEAK', [...healthy, lithiated(8, 40)])).toEqual([]);
  const [alert] = alertsOf('REST_LEAK', [...healthy, lithiated(8, 30)]);
  expect(alert.evidence.quantity).toBe('rest_after_discharge_slope_volt_per_hour');
  const both = testCycle(8, { rest_after_charge: rest(-25), rest_after_discharge: rest(30) });
  expect(toldOf('REST_LEAK', [...healthy, both])).toEqual([]);
});

test.each([
  ['a short rest', after(9, -60, {}, 600)],
  ['a rest of another length, learned anew', after(9, -60, {}, 1000)],
  ['a warmer one', after(9, -60, { temperature_celsius: 40 })],
  ['after a charge that somebody stopped', after(9, -60, { charging_end_reason: 'user' })],
  ['a check-up', after(9, -60, { purpose: 'check_up' })],
  ['another regime', after(9, -60, { regime: 'fast' })],
])('quiet: %s', (_, cycle) => {
  const warm = settled.map((one) => ({ ...one, temperature_celsius: 25 }));
  expect(toldOf('REST_LEAK', [...warm, cycle])).toEqual([]);
});

test('quiet: noise of the slopes widens the limit', () => {
  const noisy = [-20, -31, -24, -30, -21, -28, -26, -23].map((slope, index) => after(index + 1, slope));
  expect(toldOf('REST_LEAK', [...noisy, after(9, -33)])).toEqual([]);
});

test('quiet: fewer than 5 rests are no baseline', () => {
  expect(toldOf('REST_LEAK', [...settled.slice(0, 6), after(7, -60)])).toEqual([]);
  expect(toldOf('REST_LEAK', [...settled.slice(0, 7), after(8, -60)])).toEqual([[8, 'warning']]);
});

test('quiet: of few rests the spread reads too small', () => {
  const few = [-20, -23, -25, -27, -30, -25, -23].map((slope, index) => after(index + 1, slope));
  expect(toldOf('REST_LEAK', [...few, after(8, -38)])).toEqual([]);
  expect(toldOf('REST_LEAK', [...few, after(8, -41)])).toEqual([[8, 'warning']]);
});

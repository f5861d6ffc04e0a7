import { stepResponse } from '../spec-support/step-response.js';
import { edgeResistance } from './edge-resistance.js';

/** A rest at 3.7 V, then 0.6 mA into a liquid half-cell's spectrum: R1 3, R_int 12, R_ct 38.7, σ 25. */
const current_ampere = 0.6e-3;
const pulse = (times: readonly number[], at_second: number) =>
  edgeResistance({
    time_second: times,
    voltage_volt: times.map((time) => 3.7 + current_ampere * stepResponse(time)),
    current_ampere,
    voltage_before_volt: 3.7,
    current_before_ampere: 0,
    at_second,
  });

test.each([
  [0.001, '25.169'],
  [0.01, '48.299'],
  [0.1, '65.374'],
  [1, '93.461'],
  [10, '179.836'],
])('the record at %p s reads %p Ω', (at, ohm) => {
  expect(pulse([at / 2, at, 2 * at], at)!.toFixed(3)).toBe(ohm);
});

test('10 ms is neither the ohmic 3 Ω nor the 53.7 Ω without diffusion', () => {
  const read = pulse([0.01], 0.01)!;
  expect(Math.abs(read - 3)).toBeGreaterThan(45);
  expect(Math.abs(read - 53.7)).toBeGreaterThan(5);
  expect(pulse([10], 10)! - 53.7).toBeCloseTo(126.2, 0);
});

test('between two records the voltage is interpolated', () => {
  const at = { current_ampere: -2, current_before_ampere: 1, voltage_before_volt: 4, at_second: 1 };
  expect(edgeResistance({ ...at, time_second: [0.5, 1.5], voltage_volt: [3.9, 3.7] })).toBeCloseTo(0.2 / 3, 12);
});

test('records further apart than x say nothing', () => {
  expect(pulse([0.5, 1.6], 1)).toBeNull();
  expect(pulse([0.5, 1.4], 1)).not.toBeNull();
  expect(pulse([30, 60], 10)).toBeNull();
});

test('a decimal spacing of exactly x is not further apart', () => {
  const times = [12.2, 12.3].map((time) => time - 12.15);
  expect(times[1] - times[0]).toBeGreaterThan(0.1);
  expect(pulse(times, 0.1)).not.toBeNull();
});

test('before the first and after the last record there is none', () => {
  expect(pulse([2, 3], 1)).toBeNull();
  expect(pulse([0.1, 0.2], 1)).toBeNull();
  expect(pulse([], 1)).toBeNull();
});

test('no change of current, no resistance', () => {
  const still = { current_ampere: 1, current_before_ampere: 1, voltage_before_volt: 4, at_second: 1 };
  expect(edgeResistance({ ...still, time_second: [1], voltage_volt: [4.1] })).toBeNull();
});

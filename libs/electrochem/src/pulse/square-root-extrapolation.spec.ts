import { stepResponse } from '../spec-support/step-response.js';
import { squareRootExtrapolation } from './square-root-extrapolation.js';

// R1 3 + R_int 12 + R_ct 38.7 = 53.7 Ω, σ 25; records every 0.1 s
const current_change_ampere = -0.6e-3;
const time_second = Array.from({ length: 300 }, (_, row) => (row + 1) / 10);
const voltage_volt = time_second.map((time) => 3.7 + current_change_ampere * stepResponse(time));
const pulse = { time_second, voltage_volt, voltage_before_volt: 3.7, current_change_ampere };
const fit = (from_second: number, to_second: number) => squareRootExtrapolation({ ...pulse, from_second, to_second })!;

test.each([
  [1, 10, '53.57', '25.024'],
  [5, 30, '53.66', '25.004'],
])('%p to %p s: %p Ω and σ %p', (from, to, ohm, warburg) => {
  const { resistance_ohm, warburg_coefficient_ohm_per_root_second } = fit(from, to);
  expect(resistance_ohm.toFixed(2)).toBe(ohm);
  expect(warburg_coefficient_ohm_per_root_second.toFixed(3)).toBe(warburg);
  expect(Math.abs(resistance_ohm - 53.7)).toBeLessThan(0.2);
  expect(Math.abs(warburg_coefficient_ohm_per_root_second - 25)).toBeLessThan(0.1);
});

test('a stretch that begins inside the arcs is wrong', () => {
  expect(Math.abs(fit(0.1, 1).resistance_ohm - 53.7)).toBeGreaterThan(0.2);
});

test('fewer than three records in the stretch, or no current, give none', () => {
  expect(squareRootExtrapolation({ ...pulse, from_second: 5, to_second: 5.15 })).toBeNull();
  expect(squareRootExtrapolation({ ...pulse, from_second: 40, to_second: 50 })).toBeNull();
  expect(squareRootExtrapolation({ ...pulse, current_change_ampere: 0, from_second: 5, to_second: 30 })).toBeNull();
});

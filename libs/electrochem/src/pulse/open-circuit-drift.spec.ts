import { stepResponse } from '../spec-support/step-response.js';
import { openCircuitDrift } from './open-circuit-drift.js';
import { addToRootSums, emptyRootSums, rootLine } from './root-sums.js';

const ampere = 0.6e-3;
const line = (drift: number) => {
  const sums = emptyRootSums();
  for (let at = 50; at <= 300; at++) addToRootSums(sums, at / 10, ampere * stepResponse(at / 10) + (drift * at) / 10);
  return rootLine(sums, 2, 5, 3)!;
};
/** 30 s of current into spectrum A, then rest. */
const restOf = (seconds: number, drift: number) => ({
  pulse_second: 30,
  rest_second: seconds,
  rest_change_volt: ampere * (stepResponse(30 + seconds) - stepResponse(seconds)) + 30 * drift,
  current_change_ampere: ampere,
});

test.each([1e-3, 1e-4, 0])('%p V/s beside the diffusion of spectrum A, after any rest', (drift) => {
  for (const seconds of [90, 600, 3600])
    expect(openCircuitDrift({ line: line(drift), ...restOf(seconds, drift) })! - drift).toBeLessThan(3e-6);
});

test('a drift against the current is a tail', () => {
  expect(openCircuitDrift({ line: line(0), ...restOf(600, -1e-3) })).toBe(0);
});

test('no rest, no drift', () => {
  expect(openCircuitDrift({ line: line(0), ...restOf(600, 0), rest_second: 0 })).toBeNull();
});

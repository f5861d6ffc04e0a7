import { normal } from '../spec-support/normal.js';
import { fitRelaxation } from './fit-relaxation.js';

const every = (seconds: number, until: number) =>
  Array.from({ length: Math.floor(until / seconds) + 1 }, (_, row) => row * seconds);
const exponential = (times: readonly number[], relaxed: number, amplitude: number, tau: number, noise = () => 0) =>
  times.map((time) => relaxed + amplitude * Math.exp(-time / tau) + noise());

test.each([
  [4.25, 0.049876, 600],
  [2.6, -0.08, 600],
  [3.7, 0.01, 45],
  [-0.3, 0.002, 4000],
])('returns %p V + %p V · exp(−t / %p s)', (relaxed, amplitude, tau) => {
  const times = every(10, 1800);
  const fit = fitRelaxation(times, exponential(times, relaxed, amplitude, tau))!;
  expect(fit.time_constant_second / tau).toBeCloseTo(1, 6);
  expect(fit.relaxed_voltage_volt).toBeCloseTo(relaxed, 7);
  expect(fit.amplitude_volt).toBeCloseTo(amplitude, 7);
});

test('the amplitude is that at t = 0, where the current stopped, although records begin later', () => {
  const times = every(10, 1800).map((time) => time + 120);
  expect(fitRelaxation(times, exponential(times, 4.25, 0.05, 600))!.amplitude_volt).toBeCloseTo(0.05, 7);
});

test.each([1, 2, 3])('0.2 mV of noise on 50 mV: τ to 2 %, V∞ to 0.5 mV (seed %p)', (seed) => {
  const noise = normal(seed);
  const times = every(10, 1800);
  const volts = exponential(times, 4.25, 0.05, 600, () => 2e-4 * noise());
  const fit = fitRelaxation(times, volts)!;
  expect(Math.abs(fit.time_constant_second / 600 - 1)).toBeLessThan(0.02);
  expect(Math.abs(fit.relaxed_voltage_volt - 4.25)).toBeLessThan(5e-4);
});

test('a weight counts a point as often', () => {
  const noise = normal(5);
  const times = every(60, 1800);
  const volts = exponential(times, 4.25, 0.05, 600, () => 2e-3 * noise());
  const weights = times.map((_, point) => 1 + (point % 3));
  const repeated = times.flatMap((_, point) => Array<number>(weights[point]).fill(point));
  const weighted = fitRelaxation(times, volts, weights)!;
  const counted = fitRelaxation(
    repeated.map((point) => times[point]),
    repeated.map((point) => volts[point]),
  )!;
  expect(weighted.time_constant_second / counted.time_constant_second).toBeCloseTo(1, 6);
  expect(weighted.time_constant_second).not.toBeCloseTo(fitRelaxation(times, volts)!.time_constant_second, 1);
});

test('nine points are too few, ten are enough', () => {
  const times = every(200, 1800);
  const volts = exponential(times, 4.25, 0.05, 600);
  expect(fitRelaxation(times, volts)).not.toBeNull();
  expect(fitRelaxation(times.slice(1), volts.slice(1))).toBeNull();
});

const times = every(10, 1800);
test.each([
  ['constant', times.map(() => 3.7)],
  ['straight', times.map((time) => 3.7 - 1e-5 * time)],
  ['much slower than the rest', exponential(times, 3.7, 0.05, 1e5)],
  ['over before the second record', exponential(times, 3.7, 0.05, 2)],
  ['bending the other way', times.map((time) => 3.7 - 1e-5 * Math.exp(time / 600))],
])('τ cannot be told: %s', (_, volts) => {
  expect(fitRelaxation(times, volts)).toBeNull();
});

test('an amplitude within noise is none: of 200 rests of pure noise, and of a drift with noise', () => {
  let told = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const noise = normal(seed);
    if (
      fitRelaxation(
        times,
        times.map(() => 3.7 + 5e-4 * noise()),
      )
    )
      told++;
    if (
      fitRelaxation(
        times,
        times.map((time) => 3.7 - 1e-6 * time + 5e-4 * noise()),
      )
    )
      told++;
  }
  expect(told).toBeLessThanOrEqual(4);
});

test('the same bytes each time', () => {
  const volts = exponential(times, 4.25, 0.05, 600, normal(9));
  expect(fitRelaxation(times, volts)).toEqual(fitRelaxation([...times], Float64Array.from(volts)));
});

test('one moment is no rest', () => {
  expect(fitRelaxation(Array<number>(12).fill(5), Array<number>(12).fill(3))).toBeNull();
});

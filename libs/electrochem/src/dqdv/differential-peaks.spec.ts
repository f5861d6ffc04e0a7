import { siliconTinDelithiation } from '../spec-support/silicon-tin-delithiation.js';
import { voltageIncrements } from './voltage-increments.js';
import { differentialPeaks } from './differential-peaks.js';

const published = [0.35, 0.54, 0.66, 0.73, 0.8];
const seeds = [1, 2, 3];

/** Voltages in mV of the peaks of a silicon-tin delithiation with 0.5 mV of noise. */
function found(seconds: number, full_width_half_maximum_volt: number, seed: number): number[] {
  const { charge_ah, voltage_volt } = siliconTinDelithiation(seconds, 0.0005, seed);
  const grid = voltageIncrements(charge_ah, voltage_volt, 0.002);
  return differentialPeaks({ ...grid, full_width_half_maximum_volt }).map((peak) => 1000 * peak.voltage_volt);
}
const error = (voltages: number[]) =>
  Math.max(...published.map((volt, peak) => Math.abs(voltages[peak] - 1000 * volt)));

test('the delithiation holds 789.4 mAh/g', () => {
  expect((1000 * siliconTinDelithiation(30, 0, 1).total_ah).toFixed(1)).toBe('789.4');
});

test.each(seeds)('30 s records: 20 and 30 mV return the five peaks of silicon and tin (seed %p)', (seed) => {
  for (const width of [0.02, 0.03]) {
    const voltages = found(30, width, seed);
    expect(voltages).toHaveLength(5);
    expect(error(voltages)).toBeLessThan(5);
  }
});

test('10 mV follows the noise, to 10 mV', () => {
  const errors = seeds.map((seed) => error(found(30, 0.01, seed)));
  expect(Math.max(...errors)).toBeLessThan(10);
  expect(Math.max(...errors)).toBeGreaterThan(5);
});

test.each(seeds)('50 mV still finds five, shifted towards their neighbours (seed %p)', (seed) => {
  const voltages = found(30, 0.05, seed);
  expect(voltages).toHaveLength(5);
  expect(Math.abs(voltages[2] - 656)).toBeLessThan(1.5);
  expect(Math.abs(voltages[4] - 798)).toBeLessThan(1.5);
});

test.each(seeds)('70 mV finds two (seed %p)', (seed) => {
  const voltages = found(30, 0.07, seed);
  expect(voltages).toHaveLength(2);
});

test.each(seeds)('300 s records lose the set of tin at every width (seed %p)', (seed) => {
  for (const width of [0.01, 0.02, 0.03, 0.05, 0.07]) {
    const voltages = found(300, width, seed);
    expect(voltages.length).toBeLessThan(5);
    expect(voltages.some((voltage) => Math.abs(voltage - 730) < 10)).toBe(false);
    expect(voltages.some((voltage) => Math.abs(voltage - 800) < 30)).toBe(false);
  }
});

const spacing_volt = 0.002;
/** Gaussians [centre bin, deviation in bins, charge] over a constant background. */
function gaussians(bins: number, background: number, ...each: [number, number, number][]): Float64Array {
  return Float64Array.from({ length: bins }, (_, bin) =>
    each.reduce(
      (sum, [centre, deviation, charge]) =>
        sum + (charge / (deviation * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * ((bin - centre) / deviation) ** 2),
      background,
    ),
  );
}
const peaks = (increments_ah: ArrayLike<number>, direction: 'charge' | 'discharge' = 'charge') =>
  differentialPeaks({ increments_ah, spacing_volt, first_voltage_volt: 1, direction });

test('position between bins, height after smoothing, area', () => {
  const [peak, ...others] = peaks(gaussians(400, 0, [200.3, 10, 5e-3]));
  expect(others).toEqual([]);
  expect(peak.voltage_volt).toBeCloseTo(1 + 200.8 * spacing_volt, 5);
  const widened = Math.hypot(10 * spacing_volt, 0.02 / 2.3548);
  expect(peak.height_ah_per_volt / (5e-3 / (widened * Math.sqrt(2 * Math.PI)))).toBeCloseTo(1, 2);
  expect(peak.area_ah / 5e-3).toBeCloseTo(1, 2);
});

test('a discharge goes down the voltage', () => {
  const [peak] = peaks(gaussians(400, 1e-6, [200, 10, 5e-3]), 'discharge');
  expect(peak.voltage_volt).toBeCloseTo(1 - 200.5 * spacing_volt, 9);
});

test('the valley between two peaks parts their areas', () => {
  const [one, other] = peaks(gaussians(400, 0, [150, 10, 5e-3], [210, 10, 3e-3]));
  expect(one.area_ah).toBeCloseTo(5e-3, 4);
  expect(other.area_ah).toBeCloseTo(3e-3, 4);
});

test('what rises until the cut-off is no peak, even where the last bin was crossed by half', () => {
  const rising = Float64Array.from({ length: 300 }, (_, bin) => 1e-6 * Math.exp(bin / 40));
  rising[299] /= 2;
  expect(peaks(rising)).toEqual([]);
  const flat = new Float64Array(300).fill(1e-5);
  flat[0] /= 3;
  flat[299] /= 2;
  expect(peaks(flat)).toEqual([]);
});

test('a top within 20 mV of the end is the cut-off, further inside it is a peak', () => {
  const top = (fromEnd: number) => peaks(gaussians(300, 1e-6, [299 - fromEnd, 6, 5e-3])).length;
  expect(top(7)).toBe(0);
  expect(top(16)).toBe(1);
});

test('a long plateau that falls a little does not belong to the peak before it', () => {
  const peak = gaussians(900, 0, [150, 10, 5e-3]);
  const falling = peak.map((charge, bin) => charge + 1e-5 * (1 - bin / 10000));
  const [{ area_ah }] = peaks(falling);
  expect(area_ah).toBeGreaterThan(5e-3);
  expect(area_ah).toBeLessThan(5e-3 + 120 * 1e-5);
});

test('bins that the half did not reach move nothing', () => {
  const reached = gaussians(400, 1e-6, [200, 10, 5e-3]);
  const within = new Float64Array(460);
  within.set(reached, 20);
  const [peak] = peaks(within);
  expect(peak.voltage_volt).toBeCloseTo(1 + 220.5 * spacing_volt, 9);
  expect(peak.area_ah).toBeCloseTo(peaks(reached)[0].area_ah, 12);
});

test('2 % of the maximum stands out, less does not', () => {
  const beside = (share: number) => peaks(gaussians(500, 1e-6, [150, 10, 5e-3], [350, 10, share * 5e-3])).length;
  expect(beside(0.03)).toBe(2);
  expect(beside(0.015)).toBe(1);
});

test('of two peaks within 30 mV the higher stays', () => {
  const narrow = (distance: number) =>
    differentialPeaks({
      increments_ah: gaussians(400, 1e-6, [200, 1.5, 2e-4], [200 + distance, 1.5, 1e-4]),
      spacing_volt,
      first_voltage_volt: 0,
      direction: 'charge',
      full_width_half_maximum_volt: 0.004,
    }).map(({ voltage_volt }) => voltage_volt);
  expect(narrow(13)).toEqual([expect.closeTo(0.401, 4)]);
  expect(narrow(16)).toHaveLength(2);
});

test('nothing, one bin, a constant', () => {
  expect(peaks([])).toEqual([]);
  expect(peaks([1e-3])).toEqual([]);
  expect(peaks(new Float64Array(100))).toEqual([]);
  expect(peaks(new Float64Array(100).fill(1e-3))).toEqual([]);
});

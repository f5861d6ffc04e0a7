import { resistanceAtTemperature } from './resistance-at-temperature.js';
import { resistanceTrend } from './resistance-trend.js';
import { spectrumSeries, type SpectrumSeries } from './spectrum-series.js';

const at = (cycle: number, resistance_ohm: number, temperature_celsius: number | null = 25) => ({
  cycle,
  resistance_ohm,
  temperature_celsius,
});
const published = [at(0, 38.7), at(10, 26.1), at(50, 22.8), at(100, 22.3)];

test('the published cell falls while it is activated, and raises nothing', () => {
  for (let seen = 1; seen <= published.length; seen++)
    expect(resistanceTrend(published.slice(0, seen))).toMatchObject({ alert: null, growing: false, cusum_alarm: null });
  expect(resistanceTrend(published)).toMatchObject({
    reference_resistance_ohm: 22.8,
    resistance_ratio: 22.3 / 22.8,
    slope_ohm_per_cycle: { lower: null, points: 3 },
    activating_points: 1,
  });
});

test('a later growth warns, a doubling is critical', () => {
  expect(resistanceTrend([...published, at(150, 35)])).toMatchObject({ alert: 'warn', cusum_alarm: 'up' });
  expect(resistanceTrend([...published, at(150, 45.6)])).toMatchObject({ alert: 'critical', resistance_ratio: 2 });
  expect(resistanceTrend([...published, at(150, 33)])).toMatchObject({ alert: null, cusum_alarm: 'up' });
});

test('slow growth: the slope says so before the ratio does', () => {
  const slow = Array.from({ length: 12 }, (_, i) => at(10 + 10 * i, 20 + 0.4 * i));
  expect(resistanceTrend(slow)).toMatchObject({ growing: true, alert: null });
  expect(resistanceTrend(slow).slope_ohm_per_cycle!.slope).toBeCloseTo(0.04, 10);
});

test('a fall is seen too, and is no alert', () => {
  const fallen = [...published.slice(1), at(150, 12), at(200, 12)];
  expect(resistanceTrend(fallen)).toMatchObject({ cusum_alarm: 'down', alert: null });
});

test('another temperature is left out: a cold day is no growth', () => {
  const cold = [...published, at(150, 45.6, 15), at(160, 45.6, null)];
  expect(resistanceTrend(cold)).toMatchObject({ alert: null, gated_points: 2, resistance_ratio: 22.3 / 22.8 });
  expect(resistanceTrend(published.map((point) => ({ ...point, temperature_celsius: null })))).toMatchObject({
    reference_resistance_ohm: 22.8,
    gated_points: 0,
  });
});

test('before the third spectrum after activation there is no reference', () => {
  expect(resistanceTrend(published.slice(0, 3))).toMatchObject({
    reference_resistance_ohm: null,
    resistance_ratio: null,
  });
  expect(resistanceTrend([])).toMatchObject({ alert: null, slope_ohm_per_cycle: null });
});

test('Arrhenius: 30 to 60 kJ/mol are 4.1 to 8.1 % a kelvin at 25 °C', () => {
  expect(100 * (resistanceAtTemperature(1, 25, 24, 30) - 1)).toBeCloseTo(4.15, 1);
  expect(100 * (1 - resistanceAtTemperature(1, 25, 26, 60))).toBeCloseTo(7.8, 1);
  expect(resistanceAtTemperature(5, 25, 25, 45)).toBe(5);
});

test('a series is one circuit, direction, voltage within 20 mV and temperature within 1 °C', () => {
  const tag = {
    cell_id: 'c',
    circuit_id: 'S2W',
    voltage_volt: 3.7,
    temperature_celsius: 25,
    direction: 'charge',
  } as const;
  const known: SpectrumSeries[] = [spectrumSeries([], tag)];
  expect(known[0].key).toBe('c|S2W|3.700 V|25.0 °C|charge');
  expect(spectrumSeries(known, { ...tag, voltage_volt: 3.72, temperature_celsius: 24 })).toBe(known[0]);
  for (const other of [
    { voltage_volt: 3.721 },
    { temperature_celsius: 26.1 },
    { circuit_id: 'S2RW' },
    { direction: 'discharge' as const },
    { cell_id: 'd' },
    { voltage_volt: null },
  ])
    expect(spectrumSeries(known, { ...tag, ...other }).key).not.toBe(known[0].key);
});

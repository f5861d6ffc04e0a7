import { pulseBridges, type BridgedFit, type BridgedPulse } from '../index.js';

const pulse: BridgedPulse = {
  test_id: 't',
  first_record_index: 7,
  derived_cycle_count: 10,
  started_at_unix_second: 1e9,
  rest_voltage_volt: 3.7,
  temperature_celsius: 25,
  resistance_1s_ohm: 93.461,
  resistance_10s_ohm: 179.836,
  extrapolated_resistance_ohm: 53.57,
};
const fit: BridgedFit = {
  spectrum_id: 's',
  circuit_id: 'S2W',
  comparable: true,
  specimen: null,
  derived_cycle_count: 10,
  measured_at_unix_second: 1e9 + 3600,
  voltage_volt: 3.71,
  temperature_celsius: 25.5,
  ohmic_resistance_ohm: 3,
  arc_resistance_ohm: 50.7,
  warburg_coefficient_ohm_per_root_second: 25,
  arcs: [{ time_constant_second: 5.5e-5 }, { time_constant_second: 0.0055 }],
};

test('spectrum A and its pulse agree at 1 s, at 10 s, and without diffusion within 0.3 %', () => {
  const [bridge] = pulseBridges([pulse], [fit]);
  expect(bridge).toMatchObject({ spectrum_id: 's', seconds_apart: 3600, not_told: [] });
  expect(bridge.comparisons.map(({ delay_second, agrees }) => [delay_second, agrees])).toEqual([
    [1, true],
    [10, true],
    [null, true],
  ]);
  for (const { difference } of bridge.comparisons) expect(Math.abs(difference)).toBeLessThan(0.003);
});

test('a pulse that says otherwise is told so', () => {
  const [{ comparisons }] = pulseBridges([{ ...pulse, resistance_1s_ohm: 120 }], [fit]);
  expect(comparisons[0]).toMatchObject({ agrees: false });
  expect(comparisons[0].difference).toBeCloseTo(120 / 93.594 - 1, 4);
});

test.each<[string, Partial<BridgedFit>]>([
  ['another voltage', { voltage_volt: 3.73 }],
  ['another temperature', { temperature_celsius: 27 }],
  ['another cycle, two days later', { derived_cycle_count: 12, measured_at_unix_second: 1e9 + 2 * 86_400 }],
  ['a fit that is not comparable', { comparable: false }],
  ['a piece of the cell', { specimen: 'anode' }],
  ['a resistance that was not measured', { arc_resistance_ohm: null }],
])('no bridge to %s', (_, other) => {
  expect(pulseBridges([pulse], [{ ...fit, ...other }])).toEqual([]);
});

test('of several the nearest in time; without a clock that of the cycle; what is not told is said', () => {
  const later = { ...fit, spectrum_id: 'later', measured_at_unix_second: 1e9 + 7200 };
  const before = { ...fit, spectrum_id: 'before', measured_at_unix_second: 1e9 - 60, derived_cycle_count: 9 };
  expect(pulseBridges([pulse], [later, before, fit])[0].spectrum_id).toBe('before');
  const timeless = { ...fit, measured_at_unix_second: null, voltage_volt: null, temperature_celsius: null };
  expect(pulseBridges([pulse], [timeless])).toMatchObject([
    { seconds_apart: null, not_told: ['voltage', 'temperature'] },
  ]);
});

test('without σ, or with an arc of unknown time, only what has no diffusion is compared', () => {
  for (const other of [{ warburg_coefficient_ohm_per_root_second: null }, { arcs: [{ time_constant_second: null }] }]) {
    const [{ comparisons }] = pulseBridges([pulse], [{ ...fit, ...other }]);
    expect(comparisons.map(({ delay_second }) => delay_second)).toEqual([null]);
  }
});

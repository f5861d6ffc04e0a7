import { findRegime, regimeKey, type Conditions } from './regime.js';
import type { Regime } from './state.js';

const usual: Conditions = {
  purpose: 'cycling',
  charging_current_ampere: 1,
  discharging_current_ampere: 1,
  charging_end_voltage_volt: 4.3,
  discharging_end_voltage_volt: 2,
  charging_hold: false,
  discharging_hold: false,
  temperature_celsius: 60,
};

test.each<[string, Partial<Conditions>, boolean]>([
  ['nothing else', {}, true],
  ['9 % of current', { charging_current_ampere: 1.09 }, true],
  ['12 % of current', { discharging_current_ampere: 0.88 }, false],
  ['8 mV', { charging_end_voltage_volt: 4.308 }, true],
  ['12 mV', { discharging_end_voltage_volt: 2.012 }, false],
  ['2 °C', { temperature_celsius: 62 }, true],
  ['3 °C', { temperature_celsius: 57 }, false],
  ['a hold at constant voltage', { charging_hold: true }, false],
  ['a temperature that is not known', { temperature_celsius: null }, true],
])('%s', (_, change, same) => {
  const regimes: Regime[] = [];
  const one = findRegime(regimes, usual);
  expect(findRegime(regimes, { ...usual, ...change }) === one).toBe(same);
});

test('its key says what it is, by rate where 1C is known', () => {
  expect(regimeKey(usual, 2)).toBe('charge 0.500C to 4.30 V CC, discharge 0.500C to 2.00 V CC, 60 °C');
  expect(regimeKey({ ...usual, charging_hold: true, temperature_celsius: null }, null)).toBe(
    'charge 1.00 A to 4.30 V CCCV, discharge 1.00 A to 2.00 V CC',
  );
});

test('of nine the longest unused is forgotten', () => {
  const regimes: Regime[] = [];
  const at = (ampere: number) => findRegime(regimes, { ...usual, discharging_current_ampere: ampere });
  const first = at(1);
  for (let k = 1; k < 8; k++) at(1.2 ** k);
  expect(at(1)).toBe(first);
  at(1.2 ** 9);
  expect(regimes).toHaveLength(8);
  expect(regimes).toContain(first);
});

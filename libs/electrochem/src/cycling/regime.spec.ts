import { conditions, findRegime, regimeKey, type Conditions } from './regime.js';
import type { Half, Regime } from './state.js';

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

const half = (direction: 1 | -1, over: Partial<Half>) =>
  ({
    direction,
    end_voltage_volt: direction === 1 ? 4.3 : 2,
    end_moved_volt: 0,
    end_status: null,
    end_at_constant_voltage: false,
    maccor: false,
    main_current_ampere: 1,
    capacity_ah: 1,
    constant_voltage_ah: 0,
    ...over,
  }) as Half;
const declared = { cell_id: 'a', facts_version: '0', lower_voltage_limit_volt: 2, upper_voltage_limit_volt: 4.3 };

test.each<[string, Partial<Half>, number, number]>([
  ['a cutoff that overshoots', { end_voltage_volt: 1.98, end_moved_volt: 0.03 }, 2, 1.98],
  ['the last record before it', { end_voltage_volt: 2.03, end_moved_volt: 0.04 }, 2, 2.03],
  ['records so close that it is another voltage', { end_voltage_volt: 1.97, end_moved_volt: 0.005 }, 1.97, 1.97],
  ['however far apart the records are', { end_voltage_volt: 2.1, end_moved_volt: 0.2 }, 2.1, 2.1],
  [
    'a half that its time ended',
    { end_voltage_volt: 2.03, end_moved_volt: 0.04, maccor: true, end_status: 129 },
    2.03,
    2.03,
  ],
])('%s: the declared limit is the end, and the record where none is declared', (_, over, with_limit, without) => {
  const end = (facts: { cell_id: string; facts_version: string }) =>
    conditions(half(1, {}), half(-1, over), 'cycling', null, facts).discharging_end_voltage_volt;
  expect(end(declared)).toBe(with_limit);
  expect(end({ cell_id: 'a', facts_version: '0' })).toBe(without);
});

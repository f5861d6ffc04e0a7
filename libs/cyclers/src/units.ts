import type { QuantityName } from '@cellwatch/events';

/** Our value = printed value × times / per. */
export interface Unit {
  times: number;
  per: number;
}

const plain: Unit = { times: 1, per: 1 };
const milli: Unit = { times: 1, per: 1e3 };
const micro: Unit = { times: 1, per: 1e6 };

const time: Record<string, Unit> = {
  s: plain,
  min: { times: 60, per: 1 },
  h: { times: 3600, per: 1 },
  d: { times: 86400, per: 1 },
};

const capacity: Record<string, Unit> = { ah: plain, mah: milli, uah: micro };
const energy: Record<string, Unit> = { wh: plain, mwh: milli, uwh: micro };
const temperature: Record<string, Unit> = { c: plain };
const resistance: Record<string, Unit> = { ohm: plain, mohm: milli };

const known: Partial<Record<QuantityName, Record<string, Unit>>> = {
  test_time_second: time,
  step_time_second: time,
  voltage_volt: { v: plain, mv: milli },
  current_ampere: { a: plain, ma: milli, ua: micro },
  source_capacity_ah: capacity,
  source_charging_capacity_ah: capacity,
  source_discharging_capacity_ah: capacity,
  source_energy_wh: energy,
  source_charging_energy_wh: energy,
  source_discharging_energy_wh: energy,
  temperature_t1_celsius: temperature,
  ambient_temperature_celsius: temperature,
  applied_pressure_pa: { pa: plain, kpa: { times: 1e3, per: 1 }, mpa: { times: 1e6, per: 1 } },
  ac_internal_resistance_ohm: resistance,
  dc_internal_resistance_ohm: resistance,
};

const spellings: Record<string, string> = {
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hr: 'h',
  hrs: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  amps: 'a',
  volts: 'v',
  ohms: 'ohm',
  µa: 'ua',
  'a.h': 'ah',
  'ma.h': 'mah',
  'w.h': 'wh',
  'mw.h': 'mwh',
  'hours in hh:mm:ss.xxx': 'clock',
  '°c': 'c',
  // the degree sign was lost
  '\ufffdc': 'c',
  degc: 'c',
  'deg c': 'c',
};

/** A unit word as printed, in its one spelling: `(Sec)` and `s` are `s`. */
export function unitWord(printed: string): string {
  const word = printed.trim().toLowerCase();
  return spellings[word] ?? word;
}

/** How a quantity's printed value becomes ours; undefined for a unit that it cannot have. Counts have no unit. */
export function unitOf(quantity: QuantityName, printed: string): Unit | undefined {
  const units = known[quantity];
  return units ? units[unitWord(printed)] : plain;
}

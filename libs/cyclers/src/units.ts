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

const known: Partial<Record<QuantityName, Record<string, Unit>>> = {
  test_time_second: time,
  step_time_second: time,
  voltage_volt: { v: plain, mv: milli },
  current_ampere: { a: plain, ma: milli, ua: micro },
  source_capacity_ah: { ah: plain, mah: milli },
  source_energy_wh: { wh: plain, mwh: milli },
  temperature_t1_celsius: { c: plain },
  ac_internal_resistance_ohm: { ohm: plain, mohm: milli },
  dc_internal_resistance_ohm: { ohm: plain, mohm: milli },
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
  '°c': 'c',
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

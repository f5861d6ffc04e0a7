/**
 * The record's columns, declared once: number on the wire, scale, unit.
 *
 * A column is physical in memory (volts, amperes, seconds) and a scaled integer on the wire and in the table:
 * stored = round(value × scale), value = stored / scale. Both ways are exact for a decimal of that resolution.
 * Numbers are for ever: a quantity that goes keeps its number, a new one takes the next.
 */
export interface Quantity {
  number: number;
  scale: number;
  unit: string;
  /** Width of the stored integer in bytes. */
  bytes: 2 | 4 | 8;
  description: string;
}

export const quantities = {
  record_index: {
    number: 1,
    scale: 1,
    unit: '1',
    bytes: 8,
    description: 'Row number that the cycler printed, else the row’s ordinal',
  },
  unix_time_second: {
    number: 2,
    scale: 1e6,
    unit: 's',
    bytes: 8,
    description: 'Wall clock, seconds since 1970-01-01 UTC',
  },
  test_time_second: { number: 3, scale: 1e6, unit: 's', bytes: 8, description: 'Time since the test began' },
  step_time_second: { number: 4, scale: 1e6, unit: 's', bytes: 8, description: 'Time since the step began' },
  step_id: { number: 5, scale: 1, unit: '1', bytes: 4, description: 'The step’s place in the protocol' },
  step_count: { number: 6, scale: 1, unit: '1', bytes: 4, description: 'Steps executed so far; rises forever' },
  step_type: {
    number: 7,
    scale: 1,
    unit: '1',
    bytes: 2,
    description: 'What the cycler says it is doing: see stepTypes',
  },
  cycle_count: {
    number: 8,
    scale: 1,
    unit: '1',
    bytes: 4,
    description: 'The cycler’s own cycle number, never renumbered',
  },
  voltage_volt: { number: 9, scale: 1e8, unit: 'V', bytes: 4, description: 'Cell voltage' },
  current_ampere: { number: 10, scale: 1e10, unit: 'A', bytes: 8, description: 'Current; positive charges the cell' },
  temperature_t1_celsius: {
    number: 11,
    scale: 1e4,
    unit: '°C',
    bytes: 4,
    description: 'First temperature sensor on the cell',
  },
  ambient_temperature_celsius: { number: 12, scale: 1e4, unit: '°C', bytes: 4, description: 'Chamber temperature' },
  applied_pressure_pa: { number: 13, scale: 1, unit: 'Pa', bytes: 8, description: 'Stack pressure' },
  source_capacity_ah: {
    number: 14,
    scale: 1e10,
    unit: 'Ah',
    bytes: 8,
    description: 'The cycler’s one unsigned capacity counter, as printed',
  },
  source_energy_wh: {
    number: 15,
    scale: 1e10,
    unit: 'Wh',
    bytes: 8,
    description: 'The cycler’s one unsigned energy counter, as printed',
  },
  source_charging_capacity_ah: {
    number: 16,
    scale: 1e10,
    unit: 'Ah',
    bytes: 8,
    description: 'The cycler’s charge counter, as printed',
  },
  source_discharging_capacity_ah: {
    number: 17,
    scale: 1e10,
    unit: 'Ah',
    bytes: 8,
    description: 'The cycler’s discharge counter, as printed',
  },
  source_charging_energy_wh: {
    number: 18,
    scale: 1e10,
    unit: 'Wh',
    bytes: 8,
    description: 'The cycler’s charge energy counter, as printed',
  },
  source_discharging_energy_wh: {
    number: 19,
    scale: 1e10,
    unit: 'Wh',
    bytes: 8,
    description: 'The cycler’s discharge energy counter, as printed',
  },
  end_status: {
    number: 20,
    scale: 1,
    unit: '1',
    bytes: 2,
    description: 'Why the cycler wrote this row (Maccor ES: 128 and more ends a step)',
  },
  ac_internal_resistance_ohm: {
    number: 21,
    scale: 1e6,
    unit: 'Ω',
    bytes: 8,
    description: 'The cycler’s own AC resistance',
  },
  dc_internal_resistance_ohm: {
    number: 22,
    scale: 1e6,
    unit: 'Ω',
    bytes: 8,
    description: 'The cycler’s own DC resistance',
  },
} as const satisfies Record<string, Quantity>;

export type QuantityName = keyof typeof quantities;

export const quantityNames = Object.keys(quantities) as QuantityName[];

/** `step_type` as stored: the index is the code. `control` is a sweep or waveform under the cycler's control. */
export const stepTypes = ['unknown', 'rest', 'charge', 'discharge', 'pause', 'control', 'end'] as const;
export type StepType = (typeof stepTypes)[number];

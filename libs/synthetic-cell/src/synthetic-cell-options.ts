import type { SyntheticSystem } from './open-circuit-voltage.js';

/** A deterministic cell on a cycler that charges and discharges it at constant current, with rests. Cycles count from 1. */
export interface SyntheticCellOptions {
  cell_id: string;
  test_id: string;
  equipment_id: string;
  channel_id: string;
  /** True for a test that is to be taken as running now. */
  live: boolean;
  system: SyntheticSystem;
  /** In cycle 1. */
  capacity_ah: number;
  current_ampere: number;
  /** In cycle 1. */
  series_resistance_ohm: number;
  /** One parallel resistor and capacitor, by its resistance and its time constant. */
  relaxing_resistance_ohm: number;
  relaxing_time_second: number;
  lower_voltage_limit_volt: number;
  upper_voltage_limit_volt: number;
  rest_second: number;
  initial_state_of_charge: number;
  /** Share of the first half's charge that the second can give back. */
  coulombic_efficiency: number;
  /** Share of the capacity that is lost from one cycle to the next. */
  fade_per_cycle: number;
  /** Share by which the series resistance grows from one cycle to the next. */
  resistance_growth_per_cycle: number;
  /** Resistances across the cell: from its cycle on, the last that has begun holds. */
  shunts: readonly { from_cycle: number; resistance_ohm: number }[];
  /** Resistances across the cell for a while: from that many seconds after the cycle's charge has begun. */
  dips: readonly { cycle: number; charging_second: number; duration_second: number; resistance_ohm: number }[];
  /** Resistances in series that come and stay: with the cycle, or that many seconds after its charge has begun. */
  contact_losses: readonly { from_cycle: number; charging_second?: number; added_ohm: number }[];
  /** Currents of the protocol, each from its cycle on; before the first, `current_ampere`. */
  current_schedule: readonly { from_cycle: number; current_ampere: number }[];
  /** Set points of the chamber, each from its cycle on, and by how much resistances are multiplied there. */
  temperature_schedule: readonly { from_cycle: number; celsius: number; resistance_factor: number }[];
  /** The chamber is off by so much between two times of the test. */
  chamber_faults: readonly { from_second: number; to_second: number; added_celsius: number }[];
  /** Deviation of the printed voltage; the cell itself and its limits have no noise. */
  voltage_noise_volt: number;
  seed: number;
  temperature_celsius: number;
  starts_at_unix_second: number;
  /** Records come this often, and at the end of each step. Whole seconds. */
  sampling_second: number;
  /**
   * Of the integration, in whole seconds. 1 is the reference; 10 is some ten times as fast and moves capacities by less than 0.1 %:
   * good for weeks of history. Near a limit, steps are of one second whatever this says.
   */
  time_step_second: number;
  /** The test ends after so many. */
  cycles: number;
}

/** The all-solid-state cell at 0.3C with which published soft-short figures were computed: no fade, no noise, no shunt. */
export const referenceCell: SyntheticCellOptions = {
  cell_id: 'synthetic',
  test_id: 'synthetic',
  equipment_id: 'synthetic',
  channel_id: '1',
  live: false,
  system: 'full_cell',
  capacity_ah: 1.6106e-3,
  current_ampere: 0.62345e-3,
  series_resistance_ohm: 70,
  relaxing_resistance_ohm: 80,
  relaxing_time_second: 600,
  lower_voltage_limit_volt: 2,
  upper_voltage_limit_volt: 4.3,
  rest_second: 1800,
  initial_state_of_charge: 0,
  coulombic_efficiency: 1,
  fade_per_cycle: 0,
  resistance_growth_per_cycle: 0,
  shunts: [],
  dips: [],
  contact_losses: [],
  current_schedule: [],
  temperature_schedule: [],
  chamber_faults: [],
  voltage_noise_volt: 0,
  seed: 1,
  temperature_celsius: 60,
  starts_at_unix_second: 1_700_000_000,
  sampling_second: 1,
  time_step_second: 1,
  cycles: Infinity,
};

/** Throws an Error that names what cannot be simulated. */
export function checkOptions(options: SyntheticCellOptions): void {
  for (const name of ['rest_second', 'sampling_second', 'time_step_second', 'starts_at_unix_second'] as const)
    if (!Number.isInteger(options[name]) || options[name] < 0)
      throw new Error(`${name} is ${options[name]}, expected whole seconds`);
  for (const name of ['sampling_second', 'time_step_second', 'capacity_ah', 'current_ampere'] as const)
    if (!(options[name] > 0)) throw new Error(`${name} is ${options[name]}, expected more than 0`);
  if (!(options.lower_voltage_limit_volt < options.upper_voltage_limit_volt))
    throw new Error(
      `lower_voltage_limit_volt ${options.lower_voltage_limit_volt} is not below upper_voltage_limit_volt ${options.upper_voltage_limit_volt}`,
    );
}

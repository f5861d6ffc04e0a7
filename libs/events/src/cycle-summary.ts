/**
 * One charge and the discharge paired with it, as found in the records.
 * Natural key (cell_id, test_id, first_record_index); null means not computable, and the reason is beside it or in `flags`.
 */
export interface CycleSummary {
  cell_id: string;
  test_id: string;
  first_record_index: number;
  definition_version: number;
  facts_version: string;
  /** 1 at first; a correction publishes the same key with the next one. */
  revision: number;
  /** A correction dissolved this cycle. */
  retracted: boolean;

  last_record_index: number;
  /** Ours, over the cell's life: 0 is a partial cycle that began with the second direction. */
  derived_cycle_count: number;
  /** The cycler's own number at the first record. */
  cycle_count: number | null;
  /** open: the last cycle, provisional until the next half begins; complete: both halves; partial: one half is missing for good. */
  status: 'open' | 'complete' | 'partial';
  first_direction: 'charge' | 'discharge' | null;
  started_at_unix_second: number | null;
  ended_at_unix_second: number | null;
  cycle_duration_second: number | null;

  cycle_charging_capacity_ah: number;
  cycle_discharging_capacity_ah: number;
  cycle_charging_energy_wh: number;
  cycle_discharging_energy_wh: number;
  coulombic_efficiency: number | null;
  coulombic_efficiency_reason: CoulombicEfficiencyReason | null;
  /** Only on the first complete cycle of the cell's life. */
  initial_coulombic_efficiency: number | null;
  irreversible_capacity_ah: number | null;
  cumulative_irreversible_capacity_ah: number | null;
  capacity_retention: number | null;
  retention_reference: string | null;
  retention_reference_cycle_count: number | null;
  mean_charging_voltage_volt: number | null;
  mean_discharging_voltage_volt: number | null;
  voltage_hysteresis_volt: number | null;
  energy_efficiency: number | null;
  specific_charging_capacity_mah_per_gram: number | null;
  specific_discharging_capacity_mah_per_gram: number | null;
  charging_c_rate: number | null;
  discharging_c_rate: number | null;
  charging_end_voltage_volt: number | null;
  discharging_end_voltage_volt: number | null;
  charging_end_reason: EndReason | null;
  discharging_end_reason: EndReason | null;
  /** Share of the half's capacity that passed at constant voltage. */
  charging_cv_share: number | null;
  discharging_cv_share: number | null;
  /**
   * Means over the cell's life up to here, this cycle included, of those that belong: without formation, check-ups, the first
   * cycle of a regime and what has no CE. `..._with_first` counts the first complete cycle too. `cumulative_...` divides the sums.
   */
  average_coulombic_efficiency: number | null;
  average_coulombic_efficiency_with_first: number | null;
  cumulative_coulombic_efficiency: number | null;
  averaged_cycles: number | null;
  specific_irreversible_capacity_mah_per_gram: number | null;
  areal_charging_capacity_mah_per_cm2: number | null;
  areal_discharging_capacity_mah_per_cm2: number | null;
  /** Discharged energy over the masses of `mass_model`, with the separator as built; and with the projected one. Full cells. */
  energy_density_watt_hour_per_kilogram: number | null;
  projected_energy_density_watt_hour_per_kilogram: number | null;
  mass_model: string | null;
  /** Loss beyond the regime's own, over the time to the next cycle; null within noise. */
  leakage_current_ampere: number | null;
  /** Mean voltage over the current that the whole loss would be: no shunt of this cell is smaller. Full cells; null within noise. */
  shunt_resistance_ohm: number | null;
  temperature_celsius: number | null;
  temperature_set_point_celsius: number | null;
  /** The first rest-to-load edge of each half. */
  charging_edge: EdgeResistance | null;
  discharging_edge: EdgeResistance | null;
  /** The rest that follows each half. */
  rest_after_charge: Relaxation | null;
  rest_after_discharge: Relaxation | null;
  /** Peaks of dQ/dV of a constant-current half. */
  charging_peaks: DifferentialPeak[] | null;
  discharging_peaks: DifferentialPeak[] | null;
  /** What the cycle is for: formation and check-ups as declared, pulses and titrations (GITT) as found. */
  purpose: CyclePurpose | null;
  /** What was measured against what was declared, or could not be: both values, beside the flag that says so. */
  contradictions: Contradiction[];
  /** Key of equal operating conditions; baselines never cross it. */
  regime: string | null;
  /** What a reader must know before trusting the numbers; sorted, each once. */
  flags: CycleFlag[];
}

export interface Contradiction {
  flag: CycleFlag;
  got: string;
  expected: string;
}

export type CyclePurpose = 'cycling' | 'formation' | 'check_up' | 'pulses' | 'titration';

/**
 * (V(t) − V before) / (I − I before) where a rest ends or begins, in Ω: at the first record whose current is settled,
 * `time_second` after the edge, and 0.1, 1, 10 and 30 s after it, interpolated between records; null where records are too far
 * apart to say. `current_step_ampere` is I − I before.
 */
export interface EdgeResistance {
  record_index: number;
  time_second: number;
  current_step_ampere: number;
  resistance_ohm: number;
  resistance_100ms_ohm: number | null;
  resistance_1s_ohm: number | null;
  resistance_10s_ohm: number | null;
  resistance_30s_ohm: number | null;
}

/** How the voltage goes while no current flows: slope of the last third, and V∞ and τ of V = V∞ + a·exp(−t/τ). */
export interface Relaxation {
  edge: EdgeResistance | null;
  duration_second: number;
  start_voltage_volt: number;
  voltage_1s_volt: number | null;
  voltage_10s_volt: number | null;
  end_voltage_volt: number;
  slope_volt_per_hour: number | null;
  relaxed_voltage_volt: number | null;
  time_constant_second: number | null;
}

export interface DifferentialPeak {
  voltage_volt: number;
  height_ah_per_volt: number;
  area_ah: number;
  /** The expected peak that it is, within 30 mV. */
  assignment: string | null;
}

export type EndReason = 'voltage' | 'current' | 'time' | 'capacity' | 'user' | 'unknown';

/** Why CE is null. */
export type CoulombicEfficiencyReason =
  | 'role_unknown'
  | 'nominal_unknown'
  | 'no_first_half'
  | 'no_second_half'
  | 'half_incomplete'
  | 'cycle_open'
  | 'resumed'
  | 'resolution'
  | 'not_applicable';

export const cycleFlags = [
  'c_rate_mismatch', // measured and declared C-rate are more than 5 % apart: mass, loading or 1C is mistyped
  'counter_mismatch', // integral and cycler's counter disagree beyond the quarantine limit
  'counter_used', // the capacity is the cycler's counter
  'current_resolution', // the current's least step is over 1 % of it: the counter is preferred
  'data_clock', // repeated, backward or zero-time records were dropped
  'gap_filled', // a hole inside a constant-current step was interpolated
  'gap_counter', // a hole was bridged by the cycler's counter
  'half_incomplete', // a hole or the file's edge cut a half
  'merged', // two halves of one direction in a row were added
  'missing_records', // holes in the record number
  'nominal_unknown', // no nominal capacity: limits by resolution and the largest half so far
  'polarity_suspect', // the voltage lies in the declared window only with its sign turned
  'pulse_unresolved', // coarse pulses: only the counter counted
  'resumed', // the cell's state jumped between two tests
  'role_unknown', // nobody declared the cell's system
  'sign_suspect', // voltage and current disagree in sign
  'unit_suspect', // a capacity or a current is off by about a thousand: milli-units under a plain header
  'voltage_jump', // the voltage jumped at rest: another cell on this channel, or a lead that moved
] as const;
export type CycleFlag = (typeof cycleFlags)[number];

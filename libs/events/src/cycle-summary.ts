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
  /** Key of equal operating conditions; baselines never cross it. */
  regime: string | null;
  /** What a reader must know before trusting the numbers; sorted, each once. */
  flags: CycleFlag[];
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
  'pulse_unresolved', // coarse pulses: only the counter counted
  'resumed', // the cell's state jumped between two tests
  'role_unknown', // nobody declared the cell's system
  'sign_suspect', // voltage and current disagree in sign
] as const;
export type CycleFlag = (typeof cycleFlags)[number];

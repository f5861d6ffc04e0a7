import type { EdgeResistance, Relaxation } from '../cycle-summary.js';

/**
 * What one current pulse says of a cell. Natural key (cell_id, test_id, first_record_index); null means that the records do not
 * say. It stands in a series of its own: a pulse resistance is never an impedance fit, and two compare only at the same delay.
 */
export interface PulseResistance extends Omit<EdgeResistance, 'record_index' | 'current_step_ampere'> {
  cell_id: string;
  test_id: string;
  /** First record of the step. */
  first_record_index: number;
  definition_version: number;
  facts_version: string;
  revision: number;
  retracted: boolean;

  /** Of at most 10 % of the capacity. pulse: at most 60 s; titration: a longer step between two rests. */
  kind: 'pulse' | 'titration';
  /** open: the rest after it still runs, and what that tells is not known yet. */
  status: 'open' | 'complete';
  last_record_index: number;
  /** The cycle in which it began, ours and the cycler's. */
  derived_cycle_count: number | null;
  cycle_count: number | null;
  started_at_unix_second: number | null;
  /** From the edge to the last record. */
  duration_second: number;
  direction: 'charge' | 'discharge';
  /** Positive charges. Before it: 0 at rest, else the current that it is added to. */
  current_ampere: number;
  current_before_ampere: number;
  voltage_before_volt: number;
  /** How long the cell had rested; null where the pulse is added to a current. */
  rest_before_second: number | null;
  capacity_ah: number | null;
  /** Where the cell stood: direction of its half-cycle, what that had passed, and the same over the cell's capacity (a DOD or SOC where the half began full or empty). */
  half_direction: 'charge' | 'discharge' | null;
  half_capacity_ah: number | null;
  half_depth: number | null;
  /** Measured, else the declared set point. */
  temperature_celsius: number | null;
  /** At the last record, where the current was still what it was. */
  end_resistance_ohm: number | null;
  extrapolation: PulseExtrapolation | null;
  extrapolation_reason: PulseExtrapolationReason | null;
  rest_after: Relaxation | null;
  /** Sorted, each once. */
  flags: PulseFlag[];
}

/** Of V = V_a + b·√t between two times after the edge: (V_a − V before)/ΔI is R_1 + R_int + R_ct, and σ follows from b. */
export interface PulseExtrapolation {
  from_second: number;
  to_second: number;
  records: number;
  resistance_ohm: number;
  /** 1σ, of the scatter about the line. */
  resistance_standard_deviation_ohm: number;
  warburg_coefficient_ohm_per_root_second: number;
  /** Of the open circuit, by the rest that followed, already taken off; null where no rest tells it and nothing was. */
  drift_volt_per_second: number | null;
}

/** Why there is no extrapolation. */
export const pulseExtrapolationReasons = ['too_short', 'too_few_records', 'current_changes', 'bends', 'noisy'] as const;
export type PulseExtrapolationReason = (typeof pulseExtrapolationReasons)[number];

export const pulseFlags = [
  'current_changes', // by more than 1 % while the pulse ran
  'drift_uncorrected', // the extrapolation holds the drift of the open circuit: no long rest on both sides tells it
  'edge_time_unknown', // the source tells no time within the step: the edge is taken at the record before it
  'nominal_unknown', // neither nominal capacity nor a half so far: what is short is taken for a pulse
  'pulse_unresolved', // too few records for its shape: capacity by the cycler's counter alone
  'rest_short', // the cell had rested for less time than the pulse lasted
] as const;
export type PulseFlag = (typeof pulseFlags)[number];

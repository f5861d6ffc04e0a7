import type { CellFacts, ClockSource, CycleFlag, CyclePurpose, EdgeResistance, Relaxation } from '@cellwatch/events';
import type { UnassignedPeak } from '../dqdv/differential-peaks.js';

/**
 * What the fold knows of a cell between two batches. Plain JSON: `null` is the only absent value, no NaN, no Infinity.
 *
 * - half: charge passed in one direction, until more than a threshold has come back in the other.
 * - excursion: what has gone the other way since the half's last record. It becomes the next half when its net charge passes
 *   the threshold, and is merged into the half when it returns to nothing. So pulses, titrations and noise split no half.
 * - owner: the half or excursion that the running step adds to.
 */
export interface CyclingState {
  facts: CellFacts;
  /** False for whoever needs capacities alone: no edges, relaxations and peaks are made. */
  shapes: boolean;
  /** Edges are made though shapes are not. */
  edges?: true;
  nominal_capacity_ah: number | null;
  one_c_ampere: number | null;

  test: TestState | null;
  /** Hashes of the tests before this one, the newest last; what comes for them comes late. */
  earlier_tests: string[];
  /** Greatest record index that was taken of this test, dropped records included. */
  record_index: number;
  last: LastRecord | null;
  /** One record whose class or clock is to be confirmed by the next. */
  waiting: WaitingRecord | null;
  step: Step | null;
  /** Since the last load, whatever steps it is made of; null under load. */
  rest: Rest | null;
  /** The running step's charge at which its owner changes: excursion becomes half, or returns to nothing. */
  turn_at_ah: number | null;

  /** Running mean of the time between records of a step: judges gaps. */
  mean_interval_second: number;
  /** Least change of |I| between neighbours that was not a taper, and how many were seen (counted up to ten). */
  current_step_ampere: number | null;
  current_steps: number;
  counter_step_ah: number | null;
  counter_steps: number;
  /** Below it a record is a rest. Fixed while a step runs. */
  rest_current_ampere: number;
  rest_deviation_ampere: number;
  /** A change of |I| below it is no step edge. Fixed while a step runs. */
  least_jump_ampere: number;
  /** Long constant-current steps of this test, and those whose voltage moved with the current. */
  long_steps: number;
  long_steps_in_sign: number;

  cycle: OpenCycle | null;
  excursion: Excursion | null;
  /** Cycler's number and test of the last step under load. */
  load_cycle_count: number | null;
  load_test_id: string | null;
  /** Between two tests the voltage jumped: told to the next half that spans them. */
  jumped: boolean;
  /** Within a rest the voltage jumped from one to the other: told to the next half. */
  rest_jump_volt: [before: number, after: number] | null;

  life: Life;
}

export type Direction = 1 | -1;

export interface TestState {
  test_id: string;
  first_unix_time_second: number;
  clock_source: ClockSource;
  maccor: boolean;
}

export interface LastRecord {
  record_index: number;
  unix_time_second: number;
  test_time_second: number;
  step_time_second: number | null;
  step_id: number | null;
  step_count: number | null;
  step_type: number | null;
  cycle_count: number | null;
  cycler_state: string | null;
  end_status: number | null;
  voltage_volt: number;
  /** Magnitude of the change from the record before, of the same step; 0 of a step's first. */
  moved_volt: number;
  /** Magnitude in the step's direction, never negative. */
  current_ampere: number;
  temperature_celsius: number | null;
  charge_counter_ah: number | null;
  discharge_counter_ah: number | null;
  charge_counter_wh: number | null;
  discharge_counter_wh: number | null;
}

/** A record kept back, by the names of its columns. */
export interface WaitingRecord {
  reason: 'edge' | 'clock';
  values: Record<string, number>;
  cycler_state: string | null;
}

/**
 * Why a step begins: the source said so or the class changed, a record number is missing before it, the clock began again,
 * or it is the first of a test.
 */
export type EdgeKind = 'edge' | 'hole' | 'clock' | 'test';

export type StepKind = 'REST' | 'CC' | 'CV' | 'CCCV' | 'PULSE' | 'ZERO' | 'MIXED';

/** What a closed step hands to its owner. */
export interface ClosedStep {
  direction: Direction;
  capacity_ah: number;
  energy_wh: number;
  constant_voltage_ah: number;
  current_ampere: number;
  ended_at_constant_voltage: boolean;
  duration_second: number;
  kind: StepKind;
  edge: EdgeResistance | null;
  peaks: UnassignedPeak[] | null;
}

/** A step edge between rest and load, and the voltages asked for after it as they come. */
export interface Edge {
  start_second: number;
  before_volt: number;
  before_ampere: number;
  records: number;
  record_index: number;
  first_second: number;
  first_volt: number;
  first_ampere: number;
  last_second: number;
  last_volt: number;
  /** One for each time asked for that has passed; null where no record is near enough. */
  volts: (number | null)[];
}

/** The voltage since current stopped, as sums over intervals of equal length. */
export interface Rest {
  start_second: number;
  first_volt: number;
  last_volt: number;
  duration_second: number;
  records: number;
  interval_second: number;
  counts: number[];
  /** Sums of the time since the start, and of the voltage less the first. */
  seconds: number[];
  volts: number[];
  edge: EdgeResistance | null;
  volt_1s: number | null;
  volt_10s: number | null;
}

/** Charge per 2 mV of a step's running extreme of voltage, voltages turned so that they rise. */
export interface ChargeGrid {
  first_bin: number;
  unit_ah: number;
  counts: number[];
  /** Cumulative charge at the last edge, in units. */
  units: number;
  extreme_volt: number;
  charge_ah: number;
}

/** The running step: O(1) statistics. */
export interface Step {
  direction: Direction | 0;
  first_record_index: number;
  first_unix_time_second: number;
  first_test_time_second: number;
  first_voltage_volt: number;
  cycle_count: number | null;
  records: number;
  /** Sums of |I| and its square, less that of the first record. */
  base_current_ampere: number;
  current_sum: number;
  current_square_sum: number;
  least_voltage_volt: number;
  integral_ah: number;
  integral_wh: number;
  /** Of `integral_ah`: what had flowed at its first record. */
  first_integral_ah: number;
  counter_ah: number;
  counter_wh: number;
  counter_valid: boolean;
  energy_counter_valid: boolean;
  /** Neighbours differ by more than 5 % in current. */
  rough: boolean;
  /** Where a hold at constant voltage may have begun, and how it goes. */
  hold_voltage_volt: number;
  hold_current_ampere: number;
  hold_records: number;
  hold_from_second: number;
  hold_from_ah: number;
  /** Where it followed a rest, or is one that followed load. */
  edge: Edge | null;
  grid: ChargeGrid | null;
}

export interface Half {
  direction: Direction;
  test_id: string;
  clock_source: ClockSource;
  first_record_index: number;
  first_unix_time_second: number;
  first_test_time_second: number;
  cycle_count: number | null;
  /** What its closed steps passed in its own direction, and against it. */
  capacity_ah: number;
  energy_wh: number;
  opposite_capacity_ah: number;
  opposite_energy_wh: number;
  constant_voltage_ah: number;
  /** Of its greatest step. */
  main_capacity_ah: number;
  main_current_ampere: number;
  /** Last record under load in its own direction. */
  end_voltage_volt: number;
  /** Magnitude by which the voltage moved to it in one interval. */
  end_moved_volt: number;
  end_status: number | null;
  end_at_constant_voltage: boolean;
  /** The end status is Maccor's. */
  maccor: boolean;
  temperature_celsius: number | null;
  /** Of its first step that followed a rest. */
  edge: EdgeResistance | null;
  /** The rest after its last step so far. */
  rest: Relaxation | null;
  /** Of its greatest step, where that ran at constant current. */
  peaks: UnassignedPeak[] | null;
  /** Before it began, while no current flowed. */
  jump_volt: [before: number, after: number] | null;
  load_steps: number;
  pulse_steps: number;
  rests: number;
  /** Last record under load in any direction. */
  last_test_id: string;
  last_record_index: number;
  last_unix_time_second: number;
  last_test_time_second: number;
  incomplete: boolean;
  flags: CycleFlag[];
}

export interface Excursion {
  half: Half;
  /** In the excursion's direction, of its closed steps. */
  net_ah: number;
  threshold_ah: number;
  /** It holds a step longer and larger than a pulse: merging it back is worth a flag. */
  notable: boolean;
  /** Same direction as the half before, under a new cycle number: what it passes is not that half's. */
  apart: boolean;
}

export interface OpenCycle {
  derived_cycle_count: number;
  first: Half | null;
  second: Half | null;
}

export interface Life {
  /** Next number to give; null before the first half. */
  next_cycle_count: number | null;
  /** Cycles with both halves. */
  complete_cycles: number;
  largest_half_ah: number;
  largest_discharge_ah: number;
  cumulative_irreversible_ah: number;
  first_cycle: (Reference & { regime: string }) | null;
  /** Of the cycles that an average CE is made of; with the first complete cycle; and what they passed. */
  averaged: { cycles: number; efficiency: number; first_half_ah: number; second_half_ah: number };
  averaged_with_first: { cycles: number; efficiency: number };
  regimes: Regime[];
}

export interface Reference {
  capacity_ah: number;
  derived_cycle_count: number | null;
}

export interface Regime {
  purpose: CyclePurpose;
  charging_current_ampere: number;
  discharging_current_ampere: number;
  charging_end_voltage_volt: number;
  discharging_end_voltage_volt: number;
  charging_hold: boolean;
  discharging_hold: boolean;
  temperature_celsius: number | null;
  reference: Reference | null;
  /** Until the reference is settled, where it is chosen among several cycles. */
  candidates_microampere_hour: number[];
  candidate_cycle_counts: number[];
  cycles: number;
  /** What its cycles lose by themselves, from the first of them. */
  losses_ah: number[];
  usual_loss_ah: number | null;
  loss_deviation_ah: number;
}

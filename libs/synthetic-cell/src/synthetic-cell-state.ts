import type { RandomState } from './normal.js';
import type { SyntheticCellOptions } from './synthetic-cell-options.js';

/** All that a simulation needs to go on, as plain JSON. */
export interface SyntheticCellState extends RandomState {
  cycle: number;
  /** 0 first half, 1 rest, 2 second half, 3 rest. */
  phase: number;
  step_count: number;
  record_index: number;
  test_second: number;
  step_second: number;
  /** This instant has its record already. */
  recorded: boolean;
  state_of_charge: number;
  relaxing_volt: number;
  /** Of the step. */
  capacity_ah: number;
  energy_wh: number;
  /** Of the open cycle. */
  truth: SyntheticCycle;
}

/** What was really put into a cell and taken out in one cycle. */
export interface SyntheticCycle {
  cycle_count: number;
  first_record_index: number;
  last_record_index: number;
  cycle_charging_capacity_ah: number;
  cycle_discharging_capacity_ah: number;
  cycle_charging_energy_wh: number;
  cycle_discharging_energy_wh: number;
}

export function initialState(options: SyntheticCellOptions): SyntheticCellState {
  return {
    random: options.seed | 0,
    cycle: 1,
    phase: 0,
    step_count: 1,
    record_index: 1,
    test_second: 0,
    step_second: 0,
    recorded: false,
    state_of_charge: options.initial_state_of_charge,
    relaxing_volt: 0,
    capacity_ah: 0,
    energy_wh: 0,
    truth: openCycle(1, 1),
  };
}

export function openCycle(cycle_count: number, first_record_index: number): SyntheticCycle {
  return {
    cycle_count,
    first_record_index,
    last_record_index: first_record_index,
    cycle_charging_capacity_ah: 0,
    cycle_discharging_capacity_ah: 0,
    cycle_charging_energy_wh: 0,
    cycle_discharging_energy_wh: 0,
  };
}

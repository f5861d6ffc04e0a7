import type { CellFacts } from '@cellwatch/events';
import { oneCCurrent } from '../one-c-current.js';
import type { CyclingState } from './state.js';

/**
 * State of a cell of which no record was seen. Without `shapes` the fold makes no edges, relaxations and peaks, which costs less;
 * all else is the same. `edges` asks for edges all the same.
 */
export function initialCyclingState(facts: CellFacts, { shapes = true, edges = false } = {}): CyclingState {
  const one_c_ampere = oneCCurrent(facts);
  return {
    facts,
    shapes,
    ...(edges && { edges }),
    nominal_capacity_ah: facts.nominal_capacity_ah || one_c_ampere,
    one_c_ampere,
    test: null,
    earlier_tests: [],
    record_index: -1,
    last: null,
    waiting: null,
    step: null,
    rest: null,
    turn_at_ah: null,
    mean_interval_second: 0,
    current_step_ampere: null,
    current_steps: 0,
    counter_step_ah: null,
    counter_steps: 0,
    rest_current_ampere: 0,
    rest_deviation_ampere: 0,
    least_jump_ampere: 0,
    long_steps: 0,
    long_steps_in_sign: 0,
    cycle: null,
    excursion: null,
    load_cycle_count: null,
    load_test_id: null,
    jumped: false,
    rest_jump_volt: null,
    life: {
      next_cycle_count: null,
      complete_cycles: 0,
      largest_half_ah: 0,
      largest_discharge_ah: 0,
      cumulative_irreversible_ah: 0,
      first_cycle: null,
      averaged: { cycles: 0, efficiency: 0, first_half_ah: 0, second_half_ah: 0 },
      averaged_with_first: { cycles: 0, efficiency: 0 },
      regimes: [],
    },
  };
}

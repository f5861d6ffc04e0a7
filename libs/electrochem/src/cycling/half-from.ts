import type { CyclingState, Direction, Half, LastRecord, Step } from './state.js';

/** A half that begins with the running step. */
export function halfFrom(state: CyclingState): Half {
  const step = state.step as Step;
  const last = state.last as LastRecord;
  const { test_id, clock_source, maccor } = state.test!;
  return {
    direction: step.direction as Direction,
    test_id,
    clock_source,
    first_record_index: step.first_record_index,
    first_unix_time_second: step.first_unix_time_second,
    first_test_time_second: step.first_test_time_second,
    cycle_count: step.cycle_count,
    capacity_ah: 0,
    energy_wh: 0,
    opposite_capacity_ah: 0,
    opposite_energy_wh: 0,
    constant_voltage_ah: 0,
    main_capacity_ah: 0,
    main_current_ampere: 0,
    end_voltage_volt: last.voltage_volt,
    end_moved_volt: 0,
    end_status: null,
    end_at_constant_voltage: false,
    maccor,
    temperature_celsius: last.temperature_celsius,
    edge: null,
    rest: null,
    peaks: null,
    jump_volt: null,
    load_steps: 0,
    pulse_steps: 0,
    rests: 0,
    last_test_id: test_id,
    last_record_index: step.first_record_index,
    last_unix_time_second: step.first_unix_time_second,
    last_test_time_second: step.first_test_time_second,
    incomplete: false,
    flags: [],
  };
}

import type { OpenHalf } from './open-half.js';
import { cRate } from '../c-rate.js';
import type { RecordColumns } from './record-columns.js';
import { openHalf, type Run } from './run.js';
import type { Half, Step } from './state.js';
import { heldCurrent, isHeld, passedCapacity, passedEnergy } from './step-statistics.js';

const half = {} as OpenHalf;

/** Calls `onRecord` if the record was counted into the open half in the half's own direction. */
export function tellHalf(run: Run, columns: RecordColumns, row: number): void {
  const { state, onRecord } = run;
  const step = state.step as Step;
  const { cycle } = state;
  const open = openHalf(state);
  if (!onRecord || !cycle || !open || state.excursion || step.direction !== open.direction) return;
  const opening = (cycle.first ?? cycle.second) as Half;
  const { values } = columns;
  const voltage = values.voltage_volt[row];
  const time = values.test_time_second[row];
  const magnitude = Math.abs(values.current_ampere[row]);
  const capacity = passedCapacity(step);
  half.cell_id = state.facts.cell_id;
  half.direction = open.direction === 1 ? 'charge' : 'discharge';
  half.is_first_half = open === cycle.first;
  half.capacity_ah = open.capacity_ah + capacity;
  half.energy_wh = open.energy_wh + passedEnergy(step, voltage);
  half.test_id = open.test_id;
  half.first_record_index = open.first_record_index;
  half.cycle_test_id = opening.test_id;
  half.cycle_first_record_index = opening.first_record_index;
  half.derived_cycle_count = cycle.derived_cycle_count;
  half.cycle_count = opening.cycle_count;
  half.current_ampere =
    capacity > open.main_capacity_ah ? heldCurrent(step, time, magnitude) : open.main_current_ampere;
  half.c_rate = cRate(half.current_ampere, state.one_c_ampere);
  half.constant_voltage = isHeld(step, time, magnitude);
  half.doubtful = open.incomplete || open.jump_volt !== null || open.flags.includes('resumed');
  half.record_test_id = state.test!.test_id;
  half.record_index = values.record_index[row];
  half.unix_time_second = values.unix_time_second[row];
  half.test_time_second = time;
  half.voltage_volt = voltage;
  onRecord(half, columns === run.columns ? row : -1);
}

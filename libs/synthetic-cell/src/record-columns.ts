import { quantise, sliceBatch, stepTypes, type RecordBatch } from '@cellwatch/events';
import type { SyntheticCellOptions } from './synthetic-cell-options.js';
import type { SyntheticCellState } from './synthetic-cell-state.js';

const states = ['R', 'C', 'D'];
const [rest, charge, discharge] = [
  stepTypes.indexOf('rest'),
  stepTypes.indexOf('charge'),
  stepTypes.indexOf('discharge'),
];

/** Columns that are filled a record at a time, as a cycler prints them. */
export function recordColumns(options: SyntheticCellOptions, most: number) {
  const column = () => new Float64Array(most);
  const columns = {
    record_index: column(),
    unix_time_second: column(),
    test_time_second: column(),
    step_time_second: column(),
    step_id: column(),
    step_count: column(),
    step_type: column(),
    cycle_count: column(),
    voltage_volt: column(),
    current_ampere: column(),
    temperature_t1_celsius: column(),
    source_capacity_ah: column(),
    source_energy_wh: column(),
    end_status: column(),
  };
  const codes = new Uint8Array(most);
  let length = 0;

  function add(
    state: SyntheticCellState,
    direction: number,
    current: number,
    voltage: number,
    end_status: number,
  ): void {
    columns.record_index[length] = state.record_index;
    columns.unix_time_second[length] = options.starts_at_unix_second + state.test_second;
    columns.test_time_second[length] = state.test_second;
    columns.step_time_second[length] = state.step_second;
    columns.step_id[length] = state.phase + 1;
    columns.step_count[length] = state.step_count;
    columns.step_type[length] = direction === 0 ? rest : direction > 0 ? charge : discharge;
    columns.cycle_count[length] = state.cycle;
    columns.voltage_volt[length] = quantise('voltage_volt', voltage);
    columns.current_ampere[length] = quantise('current_ampere', current);
    // An oven's slow swing, printed to hundredths.
    const swing = 0.15 * Math.sin((2 * Math.PI * state.test_second) / 5400);
    const set = options.temperature_schedule.findLast(({ from_cycle }) => from_cycle <= state.cycle);
    const fault = options.chamber_faults.find(
      ({ from_second, to_second }) => state.test_second >= from_second && state.test_second < to_second,
    );
    const celsius = (set?.celsius ?? options.temperature_celsius) + (fault?.added_celsius ?? 0) + swing;
    columns.temperature_t1_celsius[length] = Math.round(100 * celsius) / 100;
    columns.source_capacity_ah[length] = quantise('source_capacity_ah', state.capacity_ah);
    columns.source_energy_wh[length] = quantise('source_energy_wh', state.energy_wh);
    columns.end_status[length] = end_status;
    codes[length] = direction === 0 ? 0 : direction > 0 ? 1 : 2;
    length += 1;
  }

  function take(): RecordBatch | null {
    if (length === 0) return null;
    const batch: RecordBatch = {
      cell_id: options.cell_id,
      test_id: options.test_id,
      equipment_id: options.equipment_id,
      channel_id: options.channel_id,
      source_format: 'synthetic',
      clock_source: 'wall',
      counter_reset: 'step',
      exported_at: columns.unix_time_second[length - 1],
      live: options.live,
      length: most,
      columns,
      cycler_state: { dictionary: states, codes },
    };
    return length === most ? batch : sliceBatch(batch, 0, length);
  }

  return { add, take };
}

import type { Layout } from '../layout.js';
import { noPreamble } from '../preamble.js';
import { counters } from './counters.js';

/**
 * The raw table of the Battery Data Hub. Its counters begin again several times in a cycle, and count down in pulses: by block.
 * Impedance sweeps stand between its records, and are set aside.
 */
export const batterydataLayouts: readonly Layout[] = [
  {
    source_format: 'batterydata.csv',
    title: 'Battery Data Hub raw table: Cycle_Index, Step, Time_s, Current_A, Voltage_V, ... Datenum_d, Frequency_Hz',
    columns: [
      { names: ['cycle_index'], quantity: 'cycle_count', required: true },
      { names: ['step'], quantity: 'step_id', required: true },
      { names: ['time_s'], quantity: 'test_time_second', unit: 's', required: true },
      { names: ['current_a'], quantity: 'current_ampere', unit: 'A', required: true },
      { names: ['voltage_v'], quantity: 'voltage_volt', unit: 'V', required: true },
      ...counters(['charge_capacity_ah'], ['discharge_capacity_ah'], ['charge_energy_wh'], ['discharge_energy_wh']),
      { names: ['cell_temperature_c'], quantity: 'temperature_t1_celsius', unit: 'C' },
      { names: ['datenum_d'], quantity: 'unix_time_second', unit: 'matlab day' },
      { names: ['frequency_hz'], quantity: 'sweep_frequency' },
    ],
    counter_reset: 'block',
    states: {},
    current_sign: 'signed',
    preamble: noPreamble,
  },
];

import type { Layout, LayoutColumn } from '../layout.js';
import { noPreamble } from '../preamble.js';
import { counters } from './counters.js';

const measured: LayoutColumn[] = [
  { names: ['test_time', 'test time'], quantity: 'test_time_second', unit: 's', required: true },
  { names: ['step_time', 'step time'], quantity: 'step_time_second', unit: 's', required: true },
  { names: ['step_index', 'step index'], quantity: 'step_id', required: true },
  { names: ['cycle_index', 'cycle index'], quantity: 'cycle_count', required: true },
  { names: ['current'], quantity: 'current_ampere', unit: 'A', required: true },
  { names: ['voltage'], quantity: 'voltage_volt', unit: 'V', required: true },
  ...counters(
    ['charge_capacity', 'charge capacity'],
    ['discharge_capacity', 'discharge capacity'],
    ['charge_energy', 'charge energy'],
    ['discharge_energy', 'discharge energy'],
  ).map((column) => ({ ...column, required: true })),
  {
    names: ['internal_resistance', 'internal resistance'],
    quantity: 'dc_internal_resistance_ohm',
    unit: 'ohm',
    zero_is_missing: true,
  },
  { names: ['ac_impedance', 'acr'], quantity: 'ac_internal_resistance_ohm', unit: 'ohm', zero_is_missing: true },
  { names: ['temperature', 'aux_temperature_1'], quantity: 'temperature_t1_celsius', unit: 'C' },
];

/**
 * Arbin's exports. Current is signed. Its counters go back to zero where the schedule says so, most often with the cycle: a
 * table does not tell, so the scope is `unknown`. Dropped by declaration: dV/dt, Power, Capacity, mAh/g, TC_Counter.
 */
export const arbinLayouts: readonly Layout[] = [
  {
    source_format: 'arbin.csv',
    title: 'Arbin export: Data_Point, Test_Time, DateTime, Step_Time, Step_Index, Cycle_Index, Current, Voltage, ...',
    columns: [
      { names: ['data_point', 'data point'], quantity: 'record_index', required: true },
      ...measured,
      { names: ['date_time', 'date time'], quantity: 'unix_time_second' },
      { names: ['datetime'], quantity: 'unix_time_second', unit: 'unix' },
    ],
    counter_reset: 'unknown',
    states: {},
    current_sign: 'signed',
    preamble: noPreamble,
  },
  {
    source_format: 'bdf.arbin',
    title: "BDF labels beside Arbin's own columns: Test_Time, Step_Time, DateTime, ... Test Time / s, Current / A",
    columns: [...measured, { names: ['datetime'], quantity: 'unix_time_second', unit: 'excel day' }],
    beside: ['test time / s', 'current / a', 'charge_capacity'],
    without: ['data_point'],
    counter_reset: 'unknown',
    states: {},
    current_sign: 'signed',
    preamble: noPreamble,
    remarks: [
      {
        label: 'current / a',
        says: 'the cycler’s own columns were read (Current, Charge_Capacity), not those converted from them that stand beside (Current / A, Charging Capacity / Ah)',
      },
    ],
  },
];

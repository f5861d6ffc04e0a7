import type { Layout } from '../layout.js';
import { labelledPreamble } from '../preamble.js';
import { counters } from './counters.js';

/** LANDT's table after six lines of free facts. `channel_index` numbers the records; a temperature of 0 is no sensor. */
export const landtLayouts: readonly Layout[] = [
  {
    source_format: 'landt.csv',
    title: 'LANDT export: channel_index, cycle_index, step_index, date_time_iso_string, test_time_s, step_time_s, ...',
    columns: [
      { names: ['channel_index'], quantity: 'record_index', required: true },
      { names: ['cycle_index'], quantity: 'cycle_count', required: true },
      { names: ['step_index'], quantity: 'step_id', required: true },
      { names: ['date_time_iso_string'], quantity: 'unix_time_second' },
      { names: ['test_time_s'], quantity: 'test_time_second', unit: 's', required: true },
      { names: ['step_time_s'], quantity: 'step_time_second', unit: 's', required: true },
      { names: ['current_a'], quantity: 'current_ampere', unit: 'A', required: true },
      { names: ['voltage_v'], quantity: 'voltage_volt', unit: 'V', required: true },
      ...counters(['charge_capacity_ah'], ['discharge_capacity_ah'], ['charge_energy_wh'], ['discharge_energy_wh']),
      { names: ['temperature_1_c'], quantity: 'temperature_t1_celsius', unit: 'C', zero_is_missing: true },
      { names: ['step_name'], quantity: 'cycler_state', required: true },
    ],
    counter_reset: 'step',
    states: {
      rest: 'rest',
      'charge CC': 'charge',
      'charge CV': 'charge',
      'charge CCCV': 'charge',
      'discharge CC': 'discharge',
      'discharge CV': 'discharge',
      'discharge CCCV': 'discharge',
    },
    date_order: 'mdy',
    preamble: labelledPreamble([
      ['test:', 'title'],
      ['cell id:', 'comment'],
    ]),
  },
];

import type { Layout } from '../layout.js';
import { labelledPreamble } from '../preamble.js';

/**
 * Novonix UHPC's export: three blocks in brackets, the last of them the table. Current is signed; the one capacity counter
 * is printed without its scope. Steps have a number for a type: what it means is not printed.
 */
export const novonixLayouts: readonly Layout[] = [
  {
    source_format: 'novonix.csv',
    title: 'Novonix UHPC export: Date and Time, Cycle Number, Step Type, Run Time (h), Step Time (h), Current (A), ...',
    columns: [
      { names: ['date and time'], quantity: 'unix_time_second' },
      { names: ['cycle number'], quantity: 'cycle_count', required: true },
      { names: ['step number'], quantity: 'step_id' },
      { names: ['step type'], quantity: 'cycler_state', required: true },
      { names: ['run time'], quantity: 'test_time_second', unit: 'h', required: true },
      { names: ['step time'], quantity: 'step_time_second', unit: 'h', required: true },
      { names: ['current'], quantity: 'current_ampere', unit: 'A', required: true },
      { names: ['potential'], quantity: 'voltage_volt', unit: 'V', required: true },
      { names: ['capacity'], quantity: 'source_capacity_ah', unit: 'Ah' },
      { names: ['energy'], quantity: 'source_energy_wh', unit: 'Wh' },
      { names: ['temperature'], quantity: 'temperature_t1_celsius', unit: 'C' },
    ],
    counter_reset: 'unknown',
    states: {},
    current_sign: 'signed',
    preamble: labelledPreamble([
      ['Cell:', 'title'],
      ['Channel:', 'channel'],
      ['Protocol:', 'procedure'],
      ['Description:', 'comment'],
      ['Started:', 'started'],
    ]),
  },
];

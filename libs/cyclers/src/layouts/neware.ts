import type { StepType } from '@cellwatch/events';
import type { Layout } from '../layout.js';
import { noPreamble } from '../preamble.js';
import { counters } from './counters.js';

const states: Record<string, StepType> = { Rest: 'rest', Pause: 'pause', End: 'end' };
for (const mode of ['CC', 'CV', 'CCCV', 'CP', 'CR', 'CPCV'])
  for (const mark of [' ', '_']) {
    states[`${mode}${mark}Chg`] = 'charge';
    states[`${mode}${mark}DChg`] = 'discharge';
  }

/**
 * Neware's flat export. Capacities and energies go back to zero in every step. The current is signed where the tester's
 * options say so, else the step's type tells: both are found in the rows. Dropped by declaration: what is per gram, Power,
 * dQ/dV, Contact resistance.
 */
export const newareLayouts: readonly Layout[] = [
  {
    source_format: 'neware.csv',
    title: 'Neware BTSDA export: DataPoint, Cycle Index, Step Index, Step Type, Time, Cumulative Time, Current(A), ...',
    columns: [
      { names: ['datapoint', 'data point'], quantity: 'record_index', required: true },
      { names: ['cycle index'], quantity: 'cycle_count', required: true },
      { names: ['step index'], quantity: 'step_id', required: true },
      { names: ['step type'], quantity: 'cycler_state', required: true },
      { names: ['time'], quantity: 'step_time_second', unit: 'clock', required: true },
      { names: ['cumulative time', 'total time'], quantity: 'test_time_second', unit: 'clock', required: true },
      { names: ['current'], quantity: 'current_ampere', unit: 'A', required: true },
      { names: ['voltage'], quantity: 'voltage_volt', unit: 'V', required: true },
      ...counters(['chg. cap.'], ['dchg. cap.'], ['chg. energy'], ['dchg. energy']),
      { names: ['date', 'absolute time'], quantity: 'unix_time_second' },
    ],
    counter_reset: 'step',
    states,
    preamble: noPreamble,
  },
];

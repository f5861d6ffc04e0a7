import type { Layout } from '../layout.js';
import { labelledPreamble } from '../preamble.js';
import { counters } from './counters.js';

/** Basytec's result file: facts and header in lines that begin with ~. Counters of both directions run within the cycle. */
export const basytecLayouts: readonly Layout[] = [
  {
    source_format: 'basytec.text',
    title: 'Basytec result file: ~Time[s], DataSet, t-Step[s], ... Line, Command, U[V], I[A], ...',
    columns: [
      { names: ['~time'], quantity: 'test_time_second', unit: 's', required: true },
      { names: ['dataset'], quantity: 'record_index', required: true },
      { names: ['t-step'], quantity: 'step_time_second', unit: 's', required: true },
      { names: ['line'], quantity: 'step_id', required: true },
      { names: ['command'], quantity: 'cycler_state', required: true },
      { names: ['u'], quantity: 'voltage_volt', unit: 'V', required: true },
      { names: ['i'], quantity: 'current_ampere', unit: 'A', required: true },
      { names: ['cyc-count'], quantity: 'cycle_count' },
      ...counters(['ah-cyc-charge'], ['ah-cyc-discharge'], ['wh-cyc-charge'], ['wh-cyc-discharge']),
      { names: ['t1'], quantity: 'temperature_t1_celsius', unit: 'C' },
    ],
    counter_reset: 'cycle',
    states: { Pause: 'rest', Charge: 'charge', Discharge: 'discharge' },
    preamble: labelledPreamble([
      ['Name of Test:', 'title'],
      ['Testplan:', 'procedure'],
      ['Testchannel:', 'channel'],
      ['Battery:', 'comment'],
      ['Start of Test:', 'started'],
      ['Date and Time of Data Converting:', 'exported'],
    ]),
  },
];

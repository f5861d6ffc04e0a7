import type { Layout } from '../layout.js';
import { labelledPreamble } from '../preamble.js';
import { counters } from './counters.js';

const clock = ['(hours in hh:mm:ss.xxx)', '(seconds)'];

/** Rows of several cells in one table would become the records of one. */
function refuses(lines: readonly string[]): string | undefined {
  const cells = lines.find((line) => line.startsWith('Number Of Cells:'))?.match(/\d+/)?.[0];
  return Number(cells ?? 1) > 1
    ? `got a table of ${cells} cells, expected one: export each cell on its own`
    : undefined;
}

/**
 * PEC's export: a long block of keys and values, then the table. Whether its current is signed is not printed, so it is found
 * in the rows. Dropped by declaration: load time, energy densities, ReasonCode, the results that stand in a step's last row.
 */
export const pecLayouts: readonly Layout[] = [
  {
    source_format: 'pec.csv',
    title:
      'PEC export: Test, Cell, ... Step, Instruction Name, Cycle, Total Time, Step Time, Real Time, Voltage (V), ...',
    columns: [
      { names: clock.map((unit) => `total time ${unit}`), quantity: 'test_time_second', required: true },
      { names: clock.map((unit) => `step time ${unit}`), quantity: 'step_time_second', required: true },
      { names: ['step'], quantity: 'step_id', required: true },
      { names: ['instruction name'], quantity: 'cycler_state', required: true },
      { names: ['cycle'], quantity: 'cycle_count', required: true },
      { names: ['real time'], quantity: 'unix_time_second' },
      { names: ['voltage'], quantity: 'voltage_volt', unit: 'V', required: true },
      { names: ['current'], quantity: 'current_ampere', unit: 'A', required: true },
      ...counters(['charge capacity'], ['discharge capacity'], ['charge energy'], ['discharge energy']),
      { names: ['temp'], quantity: 'temperature_t1_celsius', unit: 'C' },
    ],
    counter_reset: 'unknown',
    states: { Idle: 'rest' },
    date_order: 'mdy',
    refuses,
    preamble: labelledPreamble([
      ['Test:', 'title'],
      ['TestRegime Name:', 'procedure'],
      ['Test Description:', 'comment'],
    ]),
  },
];

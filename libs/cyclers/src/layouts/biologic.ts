import type { Layout } from '../layout.js';
import { labelledPreamble, type Preamble } from '../preamble.js';
import { counters } from './counters.js';

const labelled = labelledPreamble([
  ['File :', 'title'],
  ['Run on channel :', 'channel'],
  ['Device :', 'tester'],
  ['Comments :', 'comment'],
  ['Acquisition started on :', 'started'],
]);

/** The fourth line names the technique, where there is a block of settings at all. */
function preamble(lines: readonly string[]): Preamble {
  const found = labelled(lines);
  const technique = lines[2]?.trim() === '' ? (lines[3] ?? '').trim() : '';
  return { ...found, procedure: technique, channel: found.channel.replace(/\s*\(.*$/, '') };
}

/**
 * Text exports of EC-Lab and BT-Lab, decimal point or comma. Current is signed, in the unit of the header. `time/s` counts
 * from the start of the acquisition, which all techniques of one run share. `Q charge` and `Q discharge` begin again with
 * every half cycle: reset by block. Dates are printed with the month first whatever the locale.
 */
export const biologicLayouts: readonly Layout[] = [
  {
    source_format: 'biologic.text',
    title: 'BioLogic EC-Lab or BT-Lab text export (.mpt): mode, Ns, time/s, Ewe/V or Ecell/V, <I>/mA or I/mA, ...',
    columns: [
      { names: ['time/s'], quantity: 'test_time_second', required: true },
      { names: ['step time/s'], quantity: 'step_time_second' },
      { names: ['ewe/v', 'ecell/v', '<ewe>/v', 'ewe/mv', 'ecell/mv'], quantity: 'voltage_volt', required: true },
      { names: ['<i>/ma', 'i/ma', '<i>/a', 'i/a', '<i>/µa', 'i/µa'], quantity: 'current_ampere', required: true },
      { names: ['ns'], quantity: 'step_id', required: true },
      { names: ['cycle number'], quantity: 'cycle_count' },
      { names: ['mode'], quantity: 'cycler_state' },
      ...counters(
        ['q charge/ma.h', 'q charge/a.h'],
        ['q discharge/ma.h', 'q discharge/a.h'],
        ['energy charge/w.h', 'energy we charge/w.h'],
        ['energy discharge/w.h', 'energy we discharge/w.h'],
      ),
      { names: ['temperature/°c', 'temperature/\ufffdc'], quantity: 'temperature_t1_celsius' },
    ],
    without: ['freq/hz'],
    counter_reset: 'block',
    // 1 holds a current and 2 a voltage, in either direction
    states: { '3': 'rest' },
    current_sign: 'signed',
    date_order: 'mdy',
    preamble,
    remarks: [
      { label: 'ece/v', says: 'the voltage is Ewe, of the working electrode against the reference, not of the cell' },
    ],
  },
];

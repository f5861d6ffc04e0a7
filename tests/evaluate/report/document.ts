import { isHeldOut } from '../watched-cell.js';
import { confusionTable, faultTable } from './faults.js';
import { falseAlarmTables, healthyTable } from './false-alarms.js';
import { latencyTable, recallTables, transientTable } from './shunts.js';
import { wantedTable } from './wanted.js';
import type { Watched } from './watched.js';

/** The page without its last section, from the whole fleet. */
export function evaluationDocument(watched: readonly Watched[]): string {
  const heldOut = watched.filter(({ cell }) => isHeldOut(cell));
  const training = watched.filter(({ cell }) => !isHeldOut(cell));
  const records = watched.reduce((sum, { outcome }) => sum + outcome.records, 0);
  const cycles = watched.reduce((sum, { outcome }) => sum + outcome.cell_cycles, 0);
  const section = (title: string, ...text: string[]) => [`## ${title}`, '', ...text].join('\n');
  return [
    `# What the rules find, miss and invent

Written by \`npm run evaluate\`: ${watched.length} simulated cells, ${cycles} cell-cycles, ${(records / 1e6).toFixed(1)} million records,
each through the fold of cycles, every rule over records and over cycles with the limits that come with the program, and the fusion. A test
watches the small fixed fleet at the end again, and fails where this page says otherwise.

- Cells with even seeds are **held out**: every table is of them alone, but for columns that say training. Limits were not set by them.
- Each faulty cell has a formation cycle and seven like it, then its fault, for four cycles. Cells differ in capacity, resistance, efficiency and
  fade. A fault is found when a rule that speaks of it fires, a warning or worse; the time is when it fired, by the records' clock.
- *While the cycle runs*: told from the records of the fault's first cycle. *With the first cycle*: told of that cycle, at its end at the latest.
- What this cannot show: recall on real shorts. There is no public fleet of solid-state cells with labelled shorts; a resistor across a simulated
  cell is what is known of them. The simulated cell has no phase-change overshoot, no pulses and no pressure.
`,
    section('What was wanted', wantedTable(heldOut, training)),
    section(
      'Full cells with a permanent shunt',
      'In per cent: while the cycle runs / with the first cycle / within 3 cycles, of so many cells; and what the shunt takes from the efficiency, in percentage points. Noise 0.1 and 1 mV together.\n',
      recallTables(heldOut, 'permanent shunt, full cell'),
      'Of those at 0.1 to 0.5C with a record each 1 or 10 s:\n',
      latencyTable(heldOut),
    ),
    section(
      'Half-cells with a permanent shunt',
      'As above. A silicon half-cell has a tenth of the voltage, so a shunt takes a tenth of the current; and it discharges first, so that the shunt raises the efficiency.\n',
      recallTables(heldOut, 'permanent shunt, half-cell'),
    ),
    section('Shunts that begin within a cycle', faultTable(heldOut, 'shunt that begins within a cycle')),
    section(
      'Shunts for 10 s',
      'In per cent: warned / critical, of so many cells; in brackets what the limits of SOFT_DIP could tell where a record meets every dip. With a record a minute a dip of 10 s is met by chance, one in six.\n',
      transientTable(heldOut),
    ),
    section('Contact loss', faultTable(heldOut, 'contact loss')),
    section('Chamber', faultTable(heldOut, 'chamber')),
    section('Fade', faultTable(heldOut, 'fade')),
    section('Errors of the data', 'Notices count as told.\n', faultTable(heldOut, 'data error')),
    section(
      'What is taken for what',
      'Cells with a fault, by what the worst alert since speaks of.\n',
      confusionTable(heldOut),
    ),
    section('False alarms', falseAlarmTables(heldOut, training), healthyTable(heldOut)),
  ].join('\n');
}

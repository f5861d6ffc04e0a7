import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import { cyclesCsv, noFacts, type CycleSummary } from '@cellwatch/events';
import { exitCodes, UserError } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { readCellOption } from '../read-cell-option.js';
import { readFile } from '../read-file.js';
import { reportRefused } from '../report-refused.js';
import { whyNoCycle } from '../why-no-cycle.js';
import { writeOut } from '../write-out.js';

export interface CyclesOptions {
  cell?: string;
  format: 'csv' | 'json';
  timeZone?: string;
  dateOrder?: 'mdy' | 'dmy';
}

/** Prints a file's per-cycle table, computed by the very fold that runs live. */
export async function cycles(path: string, options: CyclesOptions): Promise<number> {
  const facts = await readCellOption(options.cell);
  const refused = reportRefused(path);
  const found = new Map<string, CycleSummary>();
  let state = facts && initialCyclingState(facts);
  let records = 0;
  const readings = readFile(path, {
    cell_id: facts?.cell_id,
    time_zone: labTimeZone(options.timeZone),
    date_order: options.dateOrder,
  });
  for await (const reading of readings) {
    if (reading.kind === 'reject') refused.add(reading.reject);
    if (reading.kind !== 'batch') continue;
    records += reading.batch.length;
    state ??= initialCyclingState({ cell_id: reading.batch.cell_id, facts_version: noFacts });
    const evolved = evolveCycling(state, reading.batch);
    if (evolved.disordered)
      throw new UserError(
        `${path}: record numbers go backward near record ${records}; import it instead, which sorts them`,
      );
    state = evolved.state;
    for (const cycle of evolved.cycles) found.set(`${cycle.test_id} ${cycle.first_record_index}`, cycle);
  }
  if (records === 0) throw new UserError(`${path}: no record could be read from it`);
  if (found.size === 0) process.stderr.write(`${path}: ${whyNoCycle(facts)}\n`);
  await writeOut(options.format === 'json' ? json([...found.values()]) : cyclesCsv([...found.values()]));
  return refused.count > 0 ? exitCodes.someRefused : exitCodes.ok;
}

function json(cycles: CycleSummary[]): string {
  return `${JSON.stringify(cycles, null, 2)}\n`;
}

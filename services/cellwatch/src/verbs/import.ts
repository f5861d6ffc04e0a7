import { basename, resolve } from 'node:path';
import { encodeResult, noFacts, topics, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { emptyTally, ingestFile, ingestSpectra, type SpectraTaken, type Tally } from '@cellwatch/ingest';
import { findBooking, openPool, readCellCycles, readFacts, readResistances, type Pool } from '@cellwatch/timescale';
import { attach, type Attached } from '../attach.js';
import { cycleTable } from '../cycle-table.js';
import { exitCodes } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { listFiles } from '../list-files.js';
import { progressBar } from '../progress-bar.js';
import { readCellOption } from '../read-cell-option.js';
import { textTable } from '../text-table.js';
import { whyNoCycle } from '../why-no-cycle.js';
import { untilSettled } from '../until-settled.js';

export interface ImportOptions {
  data: string;
  cell?: string;
  timeZone?: string;
  dateOrder?: 'mdy' | 'dmy';
  cycles: boolean;
}

interface Imported {
  path: string;
  tally: Tally;
  /** Null where the file has no impedance sweeps. */
  sweeps: SpectraTaken | null;
  /** Whose its test is: the cell that the file says, or the one that it was moved to. */
  cell_id: string | null;
}

/** Takes files through the whole pipeline and prints what came of each. */
export async function importFiles(paths: string[], options: ImportOptions): Promise<number> {
  const files = await listFiles(paths);
  const time_zone = labTimeZone(options.timeZone);
  const facts = await readCellOption(options.cell);
  const attached = await attach(options.data, () => undefined);
  const pool = openPool(attached.database_url);
  try {
    if (facts && facts.facts_version !== noFacts) await declare(attached, pool, facts);
    const imported: Imported[] = [];
    for (const path of files) {
      const bar = progressBar(basename(path));
      const reading = { file_name: resolve(path), cell_id: facts?.cell_id, time_zone, date_order: options.dateOrder };
      const areaOf = async (cell_id: string) => (await readFacts(pool, cell_id)).area_cm2 ?? null;
      const sweeps = await ingestSpectra(attached.stream, path, { ...reading, areaOf });
      const tally =
        sweeps && !sweeps.has_records
          ? emptyTally()
          : await ingestFile(attached.stream, path, reading, (share, { records }) =>
              bar.show(share, `${records} records`),
            );
      bar.done();
      imported.push({ path, tally, sweeps, cell_id: null });
    }
    const cells = [
      ...new Set(imported.flatMap(({ tally, sweeps }) => [tally.cell_id ?? [], sweeps?.cell_id ?? []].flat())),
    ];
    await untilSettled(pool, attached.stream, cells, attached.failed);
    for (const one of imported) one.cell_id = await bookingOf(pool, one.tally);
    // What was sent on to another cell is under way there.
    const others = imported.flatMap(({ cell_id }) => cell_id ?? []).filter((cell_id) => !cells.includes(cell_id));
    if (others.length > 0) await untilSettled(pool, attached.stream, others, attached.failed);
    return await report(pool, imported, options.cycles || files.length === 1);
  } finally {
    await pool.end();
    await attached.release();
  }
}

async function declare({ stream, failed }: Attached, pool: Pool, facts: CellFacts): Promise<void> {
  await stream.publish([{ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) }]);
  await untilSettled(pool, stream, [facts.cell_id], failed);
}

async function report(pool: Pool, imported: Imported[], withCycles: boolean): Promise<number> {
  const rows: (string | number)[][] = [];
  const tables: string[] = [];
  for (const { path, tally, sweeps, cell_id } of imported) {
    const cycles = await cyclesOf(pool, tally, cell_id);
    const refused = Object.entries(tally.rejects);
    rows.push([
      basename(path),
      cell_id ?? sweeps?.cell_id ?? '-',
      tally.records,
      cycles.length,
      refused.reduce((sum, [, { count }]) => sum + count, 0) + (sweeps?.refused.length ?? 0),
      [
        ...(sweeps ? [await saidOfSweeps(pool, sweeps), ...sweeps.refused] : []),
        ...(tally.test && tally.records > 0 && cycles.length === 0
          ? [whyNoCycle(await readFacts(pool, cell_id ?? tally.test.cell_id))]
          : []),
        ...refused.map(
          ([reason, { count, first }]) => `${count} ${reason}: ${first.replace(resolve(path), basename(path))}`,
        ),
      ].join('; '),
    ]);
    if (withCycles && cycles.length > 0) tables.push(`\n${basename(path)}\n${cycleTable(cycles)}`);
  }
  process.stdout.write(textTable(['file', 'cell', 'records', 'cycles', 'refused', 'why'], rows));
  process.stdout.write(tables.join(''));
  if (imported.every(({ tally, sweeps }) => tally.records === 0 && !sweeps?.spectrum_ids.length))
    return exitCodes.failed;
  return rows.some((row) => row[4] !== 0) ? exitCodes.someRefused : exitCodes.ok;
}

/** What the spectra of a file came to. */
async function saidOfSweeps(pool: Pool, { cell_id, spectrum_ids }: SpectraTaken): Promise<string> {
  const found = (await readResistances(pool, cell_id)).filter(({ spectrum_id }) => spectrum_ids.includes(spectrum_id));
  const others = found.filter(({ comparable }) => !comparable);
  const why = [...new Set(others.flatMap(({ findings }) => findings.slice(-1).map(({ message }) => message)))];
  const count = spectrum_ids.length;
  const growth = found.some((resistance) => resistance.growth !== null) ? ', R_ct grows' : '';
  const said = `${count} ${count === 1 ? 'spectrum' : 'spectra'}, ${found.length - others.length} comparable${growth}`;
  return [said, ...why.slice(0, 2)].join('; ');
}

async function bookingOf(pool: Pool, { test }: Tally): Promise<string | null> {
  return test && findBooking(pool, test.cell_id, test.test_id);
}

async function cyclesOf(pool: Pool, { test }: Tally, cell_id: string | null): Promise<CycleSummary[]> {
  if (!test || cell_id === null) return [];
  const cycles = await readCellCycles(pool, cell_id);
  return cycles.filter((cycle) => cycle.test_id === test.test_id);
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { availableParallelism } from 'node:os';
import { encodeResult, topics } from '@cellwatch/events';
import {
  factsWith,
  refitCells,
  refitSpectra,
  refitsJson,
  startFitter,
  type CellRefit,
  type Fitter,
} from '@cellwatch/fitting';
import { readFileSpectra } from '@cellwatch/ingest';
import { openPool, readCampaignCells, readCell, readFacts, readResistances, type Pool } from '@cellwatch/timescale';
import { attach } from '../attach.js';
import { exitCodes, UserError } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { openDatabase } from '../open-database.js';
import { refuseCircuit } from '../refuse-circuit.js';
import { untilSettled } from '../until-settled.js';
import { writeOut } from '../write-out.js';
import { refitsCsv } from './refit/refits-csv.js';
import { refitsText } from './refit/refits-text.js';

export interface RefitOptions {
  data: string;
  circuit: string;
  format: 'text' | 'json' | 'csv';
  timeZone?: string;
  declare: boolean;
}

interface Asked {
  cells: string[];
  files: string[];
}

/**
 * Fits stored spectra by another circuit and prints what they say beside what is current. Changes nothing, unless `declare`
 * then declares that circuit for the cells: the pipeline refits them, and the old results stay.
 */
export async function refit(names: string[], options: RefitOptions): Promise<number> {
  refuseCircuit(options.circuit);
  if (options.declare) {
    const { database_url, stream, failed, release } = await attach(options.data, () => undefined);
    return withPool(database_url, release, async (pool) => {
      const cells = await print(pool, names, options);
      const now = await Promise.all(cells.map((cell_id) => readFacts(pool, cell_id)));
      const changed = now.filter(({ impedance_circuit }) => impedance_circuit !== options.circuit);
      await stream.publish(
        changed.map((facts) => {
          const value = encodeResult(factsWith(facts, options.circuit));
          return { topic: topics.facts, key: facts.cell_id, value };
        }),
      );
      await untilSettled(pool, stream, cells, failed);
      process.stderr.write(`cellwatch: ${options.circuit} is declared for ${counted(changed.length, 'cell')}, and their spectra are refitted\n`); // prettier-ignore
      return exitCodes.ok;
    });
  }
  const { database_url, release } = await openDatabase(options.data);
  return withPool(database_url, release, async (pool) => {
    await print(pool, names, options);
    return exitCodes.ok;
  });
}

/** Prints cell by cell as they are done; gives the cells. */
async function print(pool: Pool, names: string[], { circuit, format, timeZone }: RefitOptions): Promise<string[]> {
  const asked = await resolveNames(pool, names);
  const fitter = startFitter(Math.max(1, Math.min(4, availableParallelism() - 1)));
  const cells = new Set<string>();
  async function* noted(): AsyncGenerator<CellRefit> {
    for await (const cell of refits(pool, fitter, asked, circuit, labTimeZone(timeZone))) {
      cells.add(cell.cell_id);
      yield cell;
    }
  }
  const texts = { text: refitsText, json: refitsJson, csv: refitsCsv }[format];
  try {
    for await (const text of texts(circuit, noted())) await writeOut(text);
    return [...cells];
  } finally {
    await fitter.stop();
  }
}

async function* refits(
  pool: Pool,
  fitter: Fitter,
  { cells, files }: Asked,
  circuit: string,
  time_zone: string,
): AsyncGenerator<CellRefit> {
  yield* refitCells(pool, fitter, cells, circuit);
  const areaOf = async (cell_id: string) => (await readFacts(pool, cell_id)).area_cm2 ?? null;
  for (const path of files) {
    const read = await readFileSpectra(path, { file_name: resolve(path), time_zone, areaOf });
    if (!read) throw new UserError(`${path}: got no impedance sweeps, expected a cell, a campaign or a file of them`);
    for (const why of read.refused) process.stderr.write(`${path}: ${why}\n`);
    const { cell_id, spectra } = read;
    const beside = { facts: await readFacts(pool, cell_id), current: await readResistances(pool, cell_id) };
    yield await refitSpectra(fitter.fit, { ...beside, spectra }, circuit);
  }
}

/** A name is a cell's, else a campaign's, else a file's. */
async function resolveNames(pool: Pool, names: string[]): Promise<Asked> {
  const cells = new Set<string>();
  const files: string[] = [];
  for (const name of names) {
    if (await readCell(pool, name)) {
      cells.add(name);
      continue;
    }
    const members = await readCampaignCells(pool, name);
    members.forEach(({ cell_id }) => cells.add(cell_id));
    if (members.length > 0) continue;
    if (!existsSync(name)) throw new UserError(`${name}: no such cell was ever seen, and no campaign and no file is called so`); // prettier-ignore
    files.push(name);
  }
  return { cells: [...cells], files };
}

async function withPool(
  database_url: string,
  release: () => Promise<void>,
  work: (pool: Pool) => Promise<number>,
): Promise<number> {
  const pool = openPool(database_url, { max: 4 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await release();
  }
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

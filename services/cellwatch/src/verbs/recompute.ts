import { foldCyclesAnew } from '@cellwatch/cycles';
import { definitionVersion } from '@cellwatch/electrochem';
import {
  acceptDefinition,
  inSnapshot,
  openPool,
  readAcceptedDefinition,
  readCell,
  readCellCycles,
  readCellIds,
  type Pool,
} from '@cellwatch/timescale';
import { exitCodes, UserError } from '../exit-codes.js';
import { openDatabase } from '../open-database.js';
import { textTable } from '../text-table.js';
import { writeOut } from '../write-out.js';
import { compareCycles, type CyclesChange } from './compare-cycles.js';

export interface RecomputeOptions {
  data: string;
  cell: string[];
  accept: boolean;
  format: 'text' | 'json';
}

interface CellChange extends CyclesChange {
  cell_id: string;
  facts_version: string;
}

/**
 * Folds what is stored of each cell anew, by this program's definition and the facts that hold now, and prints cell by cell how
 * that differs from what is shown. Writes nothing and publishes nothing; `accept` then lets what is shown follow.
 */
export async function recompute({ data, cell, accept, format }: RecomputeOptions): Promise<number> {
  if (accept && cell.length > 0)
    throw new UserError(
      '--accept with --cell: a definition is accepted for every cell, expected one of the two',
      exitCodes.usage,
    );
  const database = await openDatabase(data);
  const pool = openPool(database.database_url, { max: 2 });
  try {
    for (const cell_id of cell)
      if (!(await readCell(pool, cell_id))) throw new UserError(`--cell ${cell_id}: no such cell was ever seen`);
    const accepted = await readAcceptedDefinition(pool);
    const changes: CellChange[] = [];
    if (format === 'text')
      await writeOut(`definition ${definitionVersion}, against what is shown (accepted: ${accepted ?? 'none'})\n`);
    for (const cell_id of cell.length > 0 ? cell : await readCellIds(pool)) {
      const change = await changeOf(pool, cell_id);
      if (format === 'json') changes.push(change);
      else await writeOut(text(change));
    }
    if (format === 'json')
      await writeOut(
        `${JSON.stringify({ definition_version: definitionVersion, accepted, cells: changes }, null, 2)}\n`,
      );
    if (accept) {
      const taken = await acceptDefinition(pool, definitionVersion);
      process.stderr.write(`cellwatch: definition ${definitionVersion} ${taken ? 'is' : 'was already'} accepted\n`);
    }
    return exitCodes.ok;
  } finally {
    await pool.end();
    await database.release();
  }
}

/** In one snapshot, so that what is shown and what is stored are of one moment. */
async function changeOf(pool: Pool, cell_id: string): Promise<CellChange> {
  return inSnapshot(pool, async (client) => {
    const { facts, cycles } = await foldCyclesAnew(client, cell_id);
    const current = await readCellCycles(client, cell_id);
    return { cell_id, facts_version: facts.facts_version, ...compareCycles(current, cycles) };
  });
}

function text({ cell_id, equal, changed, new: added, gone, open, quantities }: CellChange): string {
  const counts = [`${equal} equal`, `${changed} changed`, `${added} new`, `${gone} gone`];
  const line = `\n${cell_id}: ${counts.join(', ')}${open > 0 ? `, ${open} open` : ''}\n`;
  const rows = Object.entries(quantities).map(([name, { cycles, largest }]) => [
    name,
    cycles,
    largest.derived_cycle_count,
    shown(largest.old),
    shown(largest.new),
  ]);
  return rows.length === 0 ? line : line + textTable(['quantity', 'cycles', 'most in cycle', 'old', 'new'], rows);
}

function shown(value: unknown): string {
  if (value === null) return '-';
  if (typeof value === 'number') return String(Number(value.toPrecision(8)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

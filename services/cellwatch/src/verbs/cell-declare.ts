import { encodeResult, noFacts, topics, warnings, type CellFacts } from '@cellwatch/events';
import { openPool, readFacts, type Pool } from '@cellwatch/timescale';
import { attach } from '../attach.js';
import { readCellsFile } from '../cells-file.js';
import { exitCodes } from '../exit-codes.js';
import { factsChanges } from '../facts-changes.js';
import { textTable } from '../text-table.js';
import { untilSettled } from '../until-settled.js';
import { writeOut } from '../write-out.js';

export interface CellDeclareOptions {
  data: string;
}

/** Declares every cell of a file, and says which are new, which changed and in what, and which are as they were. */
export async function declareCells(path: string, options: CellDeclareOptions): Promise<number> {
  const cells = await readCellsFile(path);
  for (const facts of cells)
    for (const warning of warnings(facts))
      process.stderr.write(`${path}: cell ${facts.cell_id}: warning: ${warning}\n`);
  const attached = await attach(options.data, () => undefined);
  const pool = openPool(attached.database_url);
  try {
    const told = await Promise.all(cells.map((facts) => compare(pool, facts)));
    const changed = cells.filter((_, index) => told[index].verdict !== 'equal');
    await attached.stream.publish(
      changed.map((facts) => ({ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) })),
    );
    const names = changed.map(({ cell_id }) => cell_id);
    if (names.length > 0) await untilSettled(pool, attached.stream, names, attached.failed);
    await writeOut(
      textTable(
        ['cell', 'verdict', 'what'],
        cells.map(({ cell_id }, index) => [cell_id, told[index].verdict, told[index].what]),
      ),
    );
    return exitCodes.ok;
  } finally {
    await pool.end();
    await attached.release();
  }
}

interface Told {
  verdict: 'new' | 'changed' | 'equal';
  what: string;
}

async function compare(pool: Pool, facts: CellFacts): Promise<Told> {
  const before = await readFacts(pool, facts.cell_id);
  if (before.facts_version === facts.facts_version) return { verdict: 'equal', what: '' };
  if (before.facts_version === noFacts) return { verdict: 'new', what: `${Object.keys(facts).length - 2} facts` };
  return { verdict: 'changed', what: factsChanges(before, facts).join('; ') };
}

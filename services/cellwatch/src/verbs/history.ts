import { noFacts, type CycleSummary } from '@cellwatch/events';
import {
  openPool,
  readCell,
  readCycleVersions,
  readFactsHistory,
  type CycleVersion,
  type DeclaredFacts,
} from '@cellwatch/timescale';
import { exitCodes, UserError } from '../exit-codes.js';
import { openDatabase } from '../open-database.js';
import { textTable } from '../text-table.js';
import { writeOut } from '../write-out.js';

export interface HistoryOptions {
  data: string;
  cycle?: number;
  format: 'text' | 'json';
}

/** Prints under which facts and definitions a cell's cycles were computed, and of one cycle every value under each of them. */
export async function history(cell_id: string, { data, cycle, format }: HistoryOptions): Promise<number> {
  const database = await openDatabase(data);
  const pool = openPool(database.database_url, { max: 1 });
  try {
    if (!(await readCell(pool, cell_id))) throw new UserError(`${cell_id}: no such cell was ever seen`);
    const facts = await readFactsHistory(pool, cell_id);
    const versions = await readCycleVersions(pool, cell_id, cycle);
    if (cycle !== undefined && versions.length === 0) throw new UserError(`${cell_id} has no cycle ${cycle}`);
    if (format === 'json') await writeOut(`${JSON.stringify({ cell_id, facts, cycles: versions }, null, 2)}\n`);
    else await writeOut(cycle === undefined ? summary(facts, versions) : values(versions));
    return exitCodes.ok;
  } finally {
    await pool.end();
    await database.release();
  }
}

function summary(facts: DeclaredFacts[], versions: CycleVersion[]): string {
  const counts = new Map<string, { shown: number; cycles: number }>();
  for (const { cycle, shown } of versions) {
    const key = JSON.stringify([cycle.facts_version, cycle.definition_version]);
    const known = counts.get(key) ?? { shown: 0, cycles: 0 };
    counts.set(key, { shown: known.shown + Number(shown), cycles: known.cycles + 1 });
  }
  const declared = facts.map(({ facts_version, declared_at, current }, at) => [
    facts_version,
    declared_at.toISOString(),
    current ? 'yes' : '',
    changes(at === 0 ? {} : facts[at - 1].facts, facts[at].facts),
  ]);
  const rows = [...counts].map(([key, { cycles, shown }]) => {
    const [facts_version, definition_version] = JSON.parse(key) as [string, number];
    return [facts_version, definition_version, cycles, shown];
  });
  const told =
    declared.length === 0
      ? 'nothing was ever declared\n'
      : textTable(['facts', 'declared', 'hold now', 'what changed'], declared);
  return `${told}\n${textTable(['facts', 'definition', 'cycles', 'shown'], rows)}`;
}

function changes(before: object, now: object): string {
  const old = before as Record<string, unknown>;
  const later = now as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(later)])]
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(later[name]))
    .map((name) => `${name} ${name in old ? `${text(old[name])} → ` : ''}${name in later ? text(later[name]) : '-'}`)
    .join(', ');
}

/** A column a version; a cycle of the same number in another test has columns of its own. */
function values(versions: CycleVersion[]): string {
  const head = versions.map(({ cycle, shown }) => {
    const facts = cycle.facts_version === noFacts ? 'no facts' : cycle.facts_version;
    return `${facts}, definition ${cycle.definition_version}${shown ? ', shown' : ''}`;
  });
  const names = Object.keys(versions[0].cycle) as (keyof CycleSummary)[];
  const rows = names
    .filter((name) => name !== 'cell_id' && versions.some(({ cycle }) => cycle[name] !== null))
    .map((name) => [name, ...versions.map(({ cycle }) => text(cycle[name]))]);
  return textTable(['quantity', ...head], rows);
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import { basename } from 'node:path';
import { open, readFile as readWhole } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { readCycleTable, type CycleTable } from '@cellwatch/cyclers';
import { cellRules, openBacktest, type Backtest, type RuleSet } from '@cellwatch/detection';
import { evolveCycling, initialCyclingState, type CyclingState } from '@cellwatch/electrochem';
import { noFacts, type CellFacts } from '@cellwatch/events';
import { listFiles } from '../../list-files.js';
import { readFile } from '../../read-file.js';
import type { CellReplay } from './cell-replay.js';

export interface ReplayFilesOptions {
  rule_sets: readonly RuleSet[];
  /** What is declared of cells, by their names. */
  facts: ReadonlyMap<string, CellFacts>;
  /** The cell that every file is of, where one was named. */
  cell_id?: string;
  time_zone: string;
  date_order?: 'mdy' | 'dmy';
}

export interface ReplayedFiles {
  replays: CellReplay[];
  /** `file: what is to be known of it`. */
  remarks: string[];
  /** Files and rows that were refused. */
  refused: number;
}

interface Replaying {
  facts: CellFacts;
  backtests: Backtest[];
  cycling: CyclingState;
  files: string[];
}

/**
 * Replays cycler files and tables of cycles without any server, file after file in the order of their names. Records are folded
 * into cycles by the very fold that runs live; a table of cycles feeds the rules over cycles alone.
 */
export async function replayFiles(paths: string[], options: ReplayFilesOptions): Promise<ReplayedFiles> {
  const cells = new Map<string, Replaying>();
  const remarks: string[] = [];
  let refused = 0;

  function replayingOf(facts: CellFacts, file: string): Replaying {
    let replaying = cells.get(facts.cell_id);
    if (!replaying) {
      const backtests = options.rule_sets.map((ruleSet) => openBacktest(facts, cellRules(ruleSet, facts)));
      replaying = { facts, backtests, cycling: initialCyclingState(facts), files: [] };
      cells.set(facts.cell_id, replaying);
    }
    if (replaying.files.at(-1) !== file) replaying.files.push(file);
    return replaying;
  }

  for (const path of await listFiles(paths)) {
    const file = basename(path);
    const table = await tableOf(path, options);
    if (table) {
      remarks.push(...table.notes.map((note) => `${path}: ${note}`));
      remarks.push(...table.refused.map(({ line, problem }) => `${path}:${line}: ${problem}`));
      refused += table.refused.length;
      if (table.cycles.length === 0) remarks.push(`${path}: no cycle stands in it`);
      for (const backtest of replayingOf(table.facts, file).backtests) backtest.takeCycles(table.cycles);
      continue;
    }
    const { cell_id, time_zone, date_order } = options;
    let records = 0;
    let rows = 0;
    let first = '';
    for await (const reading of readFile(path, { cell_id, time_zone, date_order })) {
      if (reading.kind === 'reject') {
        rows += 1;
        first ||= `${reading.reject.reason}: ${reading.reject.message}`;
      }
      if (reading.kind !== 'batch') continue;
      const { batch } = reading;
      records += batch.length;
      const facts = options.facts.get(batch.cell_id) ?? { cell_id: batch.cell_id, facts_version: noFacts };
      const replaying = replayingOf(facts, file);
      for (const backtest of replaying.backtests) backtest.takeRecords(batch);
      const evolved = evolveCycling(replaying.cycling, batch);
      replaying.cycling = evolved.state;
      for (const backtest of replaying.backtests) backtest.takeCycles(evolved.cycles);
    }
    refused += rows;
    if (records === 0)
      remarks.push(`${path}: it is passed over, no record could be read from it${first && ` (${first})`}`);
    else if (rows > 0) remarks.push(`${path}: ${rows} rows were refused, the first: ${first}`);
  }
  const replays = [...cells.values()].map(({ facts, backtests, files }) => ({
    facts,
    files,
    results: backtests.map((backtest) => backtest.end()),
  }));
  for (const { facts, results } of replays)
    if (results.some(({ disordered }) => disordered))
      remarks.push(
        `${facts.cell_id}: its records go backward in time, and it was replayed up to there; import sorts them`,
      );
  return { replays, remarks, refused };
}

const probed_bytes = 64 * 1024;

/** The file as a table of cycles; null where its first line says that it is none. */
async function tableOf(path: string, { facts, cell_id, time_zone }: ReplayFilesOptions): Promise<CycleTable | null> {
  if (!/\.(csv|txt)(\.gz)?$/i.test(path)) return null;
  const options = {
    file_name: basename(path),
    factsOf: (name: string) =>
      facts.get(cell_id ?? name) ?? (cell_id ? { cell_id, facts_version: noFacts } : undefined),
    time_zone,
  };
  const text = path.endsWith('.gz') ? gunzipSync(await readWhole(path)).toString('utf8') : await beginningOf(path);
  const head = text.slice(0, text.indexOf('\n') + 1);
  if (readCycleTable(head, options) === null) return null;
  return readCycleTable(path.endsWith('.gz') ? text : await readWhole(path, 'utf8'), options);
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(probed_bytes), 0, probed_bytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

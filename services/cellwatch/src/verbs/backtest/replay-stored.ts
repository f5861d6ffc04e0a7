import { cellRules, openBacktest, type RuleSet } from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import { definitionVersion as impedanceVersion } from '@cellwatch/impedance';
import {
  inSnapshot,
  readCellRecords,
  readCurrentCycles,
  readFacts,
  readPublishedResistances,
  type Pool,
} from '@cellwatch/timescale';
import type { CellReplay } from './cell-replay.js';

/** Folds what is stored of a cell, in one snapshot and one reading, under each set of rules. Writes nothing. */
export function replayStored(pool: Pool, cell_id: string, ruleSets: readonly RuleSet[]): Promise<CellReplay> {
  return inSnapshot(pool, async (client) => {
    const facts = await readFacts(client, cell_id);
    const backtests = ruleSets.map((ruleSet) => openBacktest(facts, cellRules(ruleSet, facts)));
    for await (const batch of readCellRecords(client, cell_id))
      for (const backtest of backtests) backtest.takeRecords(batch);
    const cycles = await readCurrentCycles(client, cell_id, definitionVersion, facts.facts_version);
    const estimates = await readPublishedResistances(client, cell_id, impedanceVersion, facts.facts_version);
    for (const backtest of backtests) {
      backtest.takeCycles(cycles);
      backtest.takeEstimates(estimates);
    }
    return { facts, results: backtests.map((backtest) => backtest.end()), files: [] };
  });
}

import type { CellFacts, CycleSummary, RecordBatch } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { openBacktest, type CellBacktest } from './open-backtest.js';

/** What is known of a cell's life: its records, its cycles, or both. */
export interface CellHistory {
  facts: CellFacts;
  batches?: Iterable<RecordBatch>;
  cycles?: readonly CycleSummary[];
}

/** Which alerts a cell's history gives under these rules: see `openBacktest`. */
export function backtestCell({ facts, batches = [], cycles = [] }: CellHistory, rules: CellRules): CellBacktest {
  const backtest = openBacktest(facts, rules);
  for (const batch of batches) backtest.takeRecords(batch);
  backtest.takeCycles(cycles);
  return backtest.end();
}

import type { CellFacts, CycleSummary, RecordBatch, ResistanceEstimate } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { openBacktest, type CellBacktest } from './open-backtest.js';

/** What is known of a cell's life: its records, its cycles, what its spectra say: any of them. */
export interface CellHistory {
  facts: CellFacts;
  batches?: Iterable<RecordBatch>;
  cycles?: readonly CycleSummary[];
  estimates?: readonly ResistanceEstimate[];
}

/** Which alerts a cell's history gives under these rules: see `openBacktest`. */
export function backtestCell(
  { facts, batches = [], cycles = [], estimates = [] }: CellHistory,
  rules: CellRules,
): CellBacktest {
  const backtest = openBacktest(facts, rules);
  for (const batch of batches) backtest.takeRecords(batch);
  backtest.takeCycles(cycles);
  backtest.takeEstimates(estimates);
  return backtest.end();
}

import { parentPort, workerData } from 'node:worker_threads';
import type { RuleSet } from '@cellwatch/detection';
import { openPool } from '@cellwatch/timescale';
import type { CellReplay } from './cell-replay.js';
import { replayStored } from './replay-stored.js';

/** What `replayThreads` gives to each of its threads. */
export interface BacktestWork {
  database_url: string;
  rule_sets: RuleSet[];
}

/** One cell done: its replay, or why there is none. */
export type BacktestAnswer = { replay: CellReplay } | { error: string };

const { database_url, rule_sets } = workerData as BacktestWork;
const pool = openPool(database_url, { max: 1 });

parentPort!.on('message', (cell_id: string) => {
  replayStored(pool, cell_id, rule_sets).then(
    (replay) => parentPort!.postMessage({ replay } satisfies BacktestAnswer),
    (error: Error) => parentPort!.postMessage({ error: `${cell_id}: ${error.message}` } satisfies BacktestAnswer),
  );
});

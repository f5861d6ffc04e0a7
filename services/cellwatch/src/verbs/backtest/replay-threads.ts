import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RuleSet } from '@cellwatch/detection';
import { openPool } from '@cellwatch/timescale';
import type { BacktestAnswer, BacktestWork } from './backtest-worker.js';
import type { CellReplay } from './cell-replay.js';
import { replayStored } from './replay-stored.js';

/** As it is built: the tests run from sources, and a worker cannot. */
const file = new URL('../../../dist/verbs/backtest/backtest-worker.js', import.meta.url);
const mostThreads = 8;
/** A thread takes longer to start than a few cells to replay. */
const cellsWorthThreads = 8;

/** Replays stored cells, many at once; gives them in the order of `cell_ids`. */
export async function replayThreads(
  database_url: string,
  cell_ids: readonly string[],
  rule_sets: RuleSet[],
): Promise<CellReplay[]> {
  if (cell_ids.length < cellsWorthThreads) {
    const pool = openPool(database_url, { max: 1 });
    try {
      const replays: CellReplay[] = [];
      for (const cell_id of cell_ids) replays.push(await replayStored(pool, cell_id, rule_sets));
      return replays;
    } finally {
      await pool.end();
    }
  }
  const done = new Array<CellReplay>(cell_ids.length);
  let next = 0;
  const threads = Math.min(mostThreads, availableParallelism());
  const workerData: BacktestWork = { database_url, rule_sets };
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(file, { workerData, execArgv: [] });
      try {
        while (next < cell_ids.length) {
          const at = next++;
          worker.postMessage(cell_ids[at]);
          // `once` rejects when the thread dies of an error.
          const [answer] = (await once(worker, 'message')) as [BacktestAnswer];
          if ('error' in answer) throw new Error(answer.error);
          done[at] = answer.replay;
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return done;
}

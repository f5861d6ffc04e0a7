import { defaultRules } from '@cellwatch/detection';
import { startFold, type RunningFold } from '@cellwatch/folding';
import type { ReadingProgress, Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { ceDropFold } from './ce-drop-fold.js';
import { recordsFold } from './records-fold.js';

export interface AlertsParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
}

export interface RunningAlerts {
  failed: Promise<never>;
  progress(): ReadingProgress[];
  stop(): Promise<void>;
}

/** Folds records and cycles into alerts: one reader a topic, for a rule folds exactly one. */
export async function startAlerts({ stream, database_url, log }: AlertsParts): Promise<RunningAlerts> {
  const pool = openPool(database_url);
  const folds: RunningFold[] = [];
  const rules = defaultRules();
  folds.push(await startFold({ stream, pool, fold: recordsFold(() => rules, rules.rules_version), log }));
  folds.push(await startFold({ stream, pool, fold: ceDropFold, log }));
  return {
    failed: Promise.race(folds.map((fold) => fold.failed)),
    progress: () => folds.flatMap((fold) => fold.progress()),
    async stop() {
      for (const fold of folds) await fold.stop();
      await pool.end();
    },
  };
}

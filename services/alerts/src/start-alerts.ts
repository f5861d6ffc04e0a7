import { startFold, type RunningFold } from '@cellwatch/folding';
import type { ReadingProgress, Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { cycleRulesFold } from './cycle-rules-fold.js';
import { fusionFold } from './fusion-fold.js';
import { overchargeFold } from './overcharge-fold.js';
import { resistanceRulesFold } from './resistance-rules-fold.js';
import { programRules, type RuleSource } from './rule-source.js';

export interface AlertsParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
  /** The limits that come with the program where it is left out. */
  rules?: RuleSource;
}

export interface RunningAlerts {
  failed: Promise<never>;
  progress(): ReadingProgress[];
  stop(): Promise<void>;
}

/** Folds records, cycles and spectra into alerts, and alerts into soft shorts: one reader a topic, for a rule folds exactly one. */
export async function startAlerts({
  stream,
  database_url,
  log,
  rules = programRules,
}: AlertsParts): Promise<RunningAlerts> {
  const pool = openPool(database_url);
  const folds: RunningFold[] = [];
  folds.push(await startFold({ stream, pool, fold: overchargeFold, log }));
  folds.push(await startFold({ stream, pool, fold: cycleRulesFold(rules), log }));
  folds.push(await startFold({ stream, pool, fold: resistanceRulesFold(rules), log }));
  folds.push(await startFold({ stream, pool, fold: fusionFold(rules), log }));
  return {
    failed: Promise.race(folds.map((fold) => fold.failed)),
    progress: () => folds.flatMap((fold) => fold.progress()),
    async stop() {
      for (const fold of folds) await fold.stop();
      await pool.end();
    },
  };
}

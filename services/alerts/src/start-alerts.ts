import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadingProgress, Stream } from '@cellwatch/stream';
import { partitionCount } from '@cellwatch/events';
import { startFold, type RunningFold } from '@cellwatch/folding';
import { beginTicks, isOutage, openPool } from '@cellwatch/timescale';
import { cycleRulesFold } from './cycle-rules-fold.js';
import { fusionFold } from './fusion-fold.js';
import { recordsFold } from './records-fold.js';
import { resistanceRulesFold } from './resistance-rules-fold.js';
import { readRuleSource, type RuleSource } from './rule-source.js';
import { silenceFold } from './silence-fold.js';
import { startTicks } from './ticks/start-ticks.js';

export interface AlertsParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
}

export interface RunningAlerts {
  failed: Promise<never>;
  progress(): ReadingProgress[];
  /** Of the set of rules that it judges by. */
  rules_version(): string;
  stop(): Promise<void>;
}

const lookForRulesEvery = 1_000;

/**
 * Folds records, cycles and spectra into alerts, and alerts into soft shorts: one reader a topic, for a rule folds exactly one.
 * When a lab accepts other rules, the readers begin anew under them: what their limits change is published as corrections, and
 * nobody is told of history twice.
 */
export async function startAlerts({ stream, database_url, log }: AlertsParts): Promise<RunningAlerts> {
  const pool = openPool(database_url);
  const stopping = new AbortController();
  const { signal } = stopping;
  const since = await beginTicks(pool, partitionCount);
  let rules = await readRuleSource(pool);
  let folds = await startFolds(rules);
  const ticks = await startTicks({ stream, pool, log });

  async function startFolds(inForce: RuleSource): Promise<RunningFold[]> {
    const started: RunningFold[] = [];
    started.push(await startFold({ stream, pool, fold: recordsFold(inForce), log }));
    started.push(await startFold({ stream, pool, fold: cycleRulesFold(inForce), log }));
    started.push(await startFold({ stream, pool, fold: resistanceRulesFold(inForce), log }));
    started.push(await startFold({ stream, pool, fold: fusionFold(inForce), log }));
    started.push(await startFold({ stream, pool, fold: silenceFold(since, inForce), log }));
    return started;
  }

  /** Until the rules change, or it is over; rejects when a fold has died. */
  async function judge(): Promise<void> {
    const dying = Promise.race(folds.map((fold) => fold.failed));
    dying.catch(() => undefined);
    while (!signal.aborted) {
      await Promise.race([dying, sleep(lookForRulesEvery, undefined, { signal }).catch(() => undefined)]);
      if (signal.aborted) return;
      const accepted = await readRuleSource(pool).catch((error: Error) => {
        if (!isOutage(error)) throw error;
        return rules;
      });
      if (accepted.rules_version === rules.rules_version) continue;
      log('rules', { from: rules.rules_version, to: accepted.rules_version });
      for (const fold of folds.splice(0)) await fold.stop();
      rules = accepted;
      folds = await startFolds(rules);
      return;
    }
  }

  async function judgeOn(): Promise<void> {
    while (!signal.aborted) await judge();
  }

  const running = judgeOn();
  const failed = Promise.race([running.then(() => new Promise<never>(() => undefined)), ticks.failed]);
  failed.catch(() => undefined);
  return {
    failed,
    progress: () => folds.flatMap((fold) => fold.progress()),
    rules_version: () => rules.rules_version,
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
      await ticks.stop();
      for (const fold of folds) await fold.stop();
      await pool.end();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import type { FoldReader } from './fold-reader.js';
import { tellOutage } from './tell-outage.js';
import { refoldDue } from './refold-due.js';
import { tickTaker } from './take-ticks.js';

/**
 * Rounds of refolding, and of telling how late it is, until stopped: soon while cells wait, seldom when none does. An outage is
 * waited out; anything else rejects `failed`, for a program that does not refold only looks alive.
 */
export function tend<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  reader: FoldReader<State>,
): { failed: Promise<never>; stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const takeTicks = tickTaker(parts, reader);
  async function rounds(): Promise<void> {
    while (!signal.aborted) {
      let waiting = 0;
      try {
        waiting = await tellOutage(() => refoldDue(parts, reader));
        await tellOutage(takeTicks);
      } catch (error) {
        if (!isOutage(error)) throw error;
        parts.log('outage', { reader: parts.fold.reader, reason: (error as Error).message });
      }
      await sleep(waiting > 0 ? 50 : 500, undefined, { signal }).catch(() => undefined);
    }
  }
  const running = rounds();
  const failed = running.then(() => new Promise<never>(() => undefined));
  return {
    failed,
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
    },
  };
}

function isOutage(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}

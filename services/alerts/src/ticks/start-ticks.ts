import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { becomeLeader, isOutage, readClock, saveTicks, type Leadership, type Pool } from '@cellwatch/timescale';

export interface TicksParts {
  stream: Stream;
  pool: Pool;
  log: (event: string, detail: object) => void;
  every_ms?: number;
  /** How often a member that does not lead asks whether it may. */
  stand_by_ms?: number;
}

export interface RunningTicks {
  failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Tells the readers of records how late it is: one member of all leads, and writes a tick for each partition. The time is the
 * database's and is read before the ends of the partitions, so that a tick never claims records that its time has not seen.
 */
export async function startTicks(parts: TicksParts): Promise<RunningTicks> {
  const { stream, pool, log, every_ms = 10_000, stand_by_ms = 2_000 } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function lead({ client }: Leadership): Promise<void> {
    log('leads', { of: 'ticks' });
    while (!signal.aborted) {
      const unix_second = await readClock(client);
      const ends = await stream.ends(topics.records);
      await saveTicks(
        client,
        ends.map((records_end, partition) => ({ partition, unix_second, records_end })),
      );
      await sleep(every_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      let leadership: Leadership | null = null;
      try {
        leadership = await becomeLeader(pool, 'ticks');
        if (leadership) await lead(leadership);
      } catch (error) {
        if (!isOutage(error) && !isAway(error)) throw error;
        log('outage', { reader: 'ticks', reason: (error as Error).message });
      } finally {
        leadership?.resign();
      }
      await sleep(stand_by_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = run();
  const failed = running.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    failed,
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}

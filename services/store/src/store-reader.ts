import { FencedError, OutageError, type Reader, type Slice, type TopicPartition } from '@cellwatch/stream';
import { claimPositions, inTransaction, isOutage } from '@cellwatch/timescale';
import type { LandingParts } from './landing-parts.js';
import { landingQueue } from './landing-queue.js';
import { readParts } from './read-parts.js';

const heartbeatEvery = 2_000;

/** Lands slices of every topic, each resolving when its messages and the position behind them are committed together. */
export function storeReader(parts: LandingParts): Reader {
  const { pool } = parts;
  const queue = landingQueue(parts);
  const held = new Map<string, number>();

  async function start(gained: readonly TopicPartition[]): Promise<number[]> {
    const next = await inTransaction(pool, (client) => claimPositions(client, 'store', gained));
    gained.forEach((at, index) => held.set(keyOf(at), next[index]));
    return next;
  }

  async function handle(slice: Slice): Promise<void> {
    // A member that was put out is fenced by its position; until then it must be heard of.
    const beating = setInterval(() => void slice.heartbeat().catch(() => undefined), heartbeatEvery);
    try {
      await landSlice(slice);
    } catch (error) {
      // What was read ahead did not land: only `start` knows where to go on.
      held.delete(keyOf(slice));
      throw isOutage(error) ? new OutageError((error as Error).message, { cause: error }) : error;
    } finally {
      clearInterval(beating);
    }
  }

  async function landSlice(slice: Slice): Promise<void> {
    const key = keyOf(slice);
    const from = held.get(key);
    if (from === undefined) throw new FencedError(`store does not hold ${key}`);
    // While a part is being landed, the next one is read.
    let landing: Promise<void> = Promise.resolve();
    try {
      await queue.room();
      for await (const part of readParts(parts, slice, from)) {
        await landing;
        if (slice.signal.aborted) return;
        landing = queue.land(part).then(() => void (held.has(key) && held.set(key, part.next)));
        landing.catch(() => undefined);
        await queue.room();
      }
    } finally {
      await landing;
    }
  }

  async function stop(lost: readonly TopicPartition[]): Promise<void> {
    for (const at of lost) held.delete(keyOf(at));
  }

  return { start, handle, stop };
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

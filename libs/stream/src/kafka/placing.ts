import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { backOff } from '../back-off.js';
import { OutageError } from '../errors.js';
import { reasonOf, type Log } from '../log.js';
import type { TopicPartition } from '../stream.js';
import { insist } from './insist.js';

export interface Placing {
  /** This partition is to be read from here. */
  put(at: TopicPartition, from: number): void;
  /** Whether it waits for its place. */
  has(at: TopicPartition): boolean;
  stop(): void;
}

export interface PlacingOptions {
  admin: Admin;
  group: string;
  /** Asked for `asked`, read from `from`: later where the broker keeps no messages that old. */
  place(at: TopicPartition, asked: number, from: number): void;
  fail(error: unknown): void;
  log: Log;
}

/** How often a position beyond the end is asked for again: a broker that has just come up may know less than it has. */
const patience = 7;

/**
 * Looks where a partition begins and ends before kafkajs is sent to a position in it: of one that is out of range kafkajs
 * would make the earliest, without a word.
 */
export function openPlacing({ admin, group, place, fail, log }: PlacingOptions): Placing {
  const waiting = new Map<string, { at: TopicPartition; from: number }>();
  let running = false;
  let stopped = false;

  async function run(): Promise<void> {
    try {
      await placeAll();
    } catch (error) {
      stopped = true;
      fail(error);
    } finally {
      // In the same turn in which nothing was seen to wait: what is put next must start a new run.
      running = false;
    }
  }

  async function placeAll(): Promise<void> {
    for (let failures = 0, misses = 0; waiting.size > 0 && !stopped;) {
      const asked = [...waiting.values()];
      const beyond: string[] = [];
      try {
        for (const topic of new Set(asked.map(({ at }) => at.topic))) {
          const ranges = await insist(`finding the range of ${topic}`, () => admin.fetchTopicOffsets(topic));
          for (const wanted of asked.filter(({ at }) => at.topic === topic)) {
            const range = ranges.find(({ partition }) => partition === wanted.at.partition);
            const low = Number(range?.low ?? 0);
            const high = Number(range?.high ?? 0);
            if (wanted.from > high)
              beyond.push(`position ${wanted.from} of ${nameOf(wanted.at)} is beyond its end ${high}`);
            else settle(wanted, low);
          }
        }
        failures = 0;
        misses = beyond.length > 0 ? misses + 1 : 0;
        if (misses > patience) throw new Error(`${group}: ${beyond.join('; ')}: was the topic made anew?`);
      } catch (error) {
        if (!(error instanceof OutageError)) throw error;
        failures++;
        beyond.push(reasonOf(error));
      }
      if (beyond.length === 0) continue;
      log('placing', { group, reason: beyond.join('; ') });
      await sleep(backOff(failures + misses), undefined, { ref: false });
    }
  }

  function settle(wanted: { at: TopicPartition; from: number }, low: number): void {
    const { at, from } = wanted;
    // It may have been asked for anew meanwhile.
    if (waiting.get(nameOf(at)) !== wanted) return;
    waiting.delete(nameOf(at));
    if (from < low) log('retained no longer', { group, ...at, wanted: from, earliest: low });
    place(at, from, Math.max(from, low));
  }

  return {
    put(at, from) {
      waiting.set(nameOf(at), { at, from });
      if (running || stopped) return;
      running = true;
      // Later in this turn, so that partitions that come together are asked for together.
      queueMicrotask(() => void run());
    },
    has: (at) => waiting.has(nameOf(at)),
    stop() {
      stopped = true;
    },
  };
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from './back-off.js';
import { FencedError } from './errors.js';
import { isRetriable } from './is-retriable.js';
import { reasonOf, type Log } from './log.js';
import type { Message, Reader, ReadingProgress, TopicPartition } from './stream.js';

/**
 * What both transports do alike once they know which partitions a reader holds: ask it where to start, hand it slices one
 * after another, read one slice ahead, and tell outages from bugs. The transport fetches and knows who holds what.
 */
export interface Delivery {
  /** Failed once the reader has shown a bug. */
  failed: Promise<never>;
  /** Partitions have come. The reader is asked; then `want` is called for each. */
  gain(partitions: readonly TopicPartition[]): void;
  /** Partitions go. Resolves when the reader has let go of them: at once, or after it had time to finish (`gently`). */
  lose(partitions: readonly TopicPartition[], gently?: boolean): Promise<void>;
  /** Messages that were fetched from position `from` on; false if they are not wanted any more. `next` follows the last. */
  take(at: TopicPartition, from: number, messages: readonly Message[], next: number): boolean;
  /** Follows what was taken last; null while the reader has not answered, or the partition is not held. */
  from(at: TopicPartition): number | null;
  /** The same, but null also while enough is read ahead. */
  wanted(at: TopicPartition): number | null;
  held(): TopicPartition[];
  noteEnd(at: TopicPartition, end: number): void;
  /** Partitions whose reader has nothing to do though there are messages. */
  stuck(): { at: TopicPartition; from: number }[];
  progress(): ReadingProgress[];
  fail(error: unknown): void;
}

export interface DeliveryOptions {
  group: string;
  reader: Reader;
  /** Messages from this position on are wanted; `moved` where it is not where the last ones ended. */
  want(at: TopicPartition, from: number, moved: boolean): void;
  log: Log;
  /** How long a handle may take to end by itself when its partition is given up. */
  grace_ms: number;
}

/** Without a slice for so long, the reader settles: longer than the gaps of a busy partition, shorter than anybody waits. */
const idle_ms = 250;

interface Held extends TopicPartition {
  /** Follows the last message that was fetched; null until the reader has answered. */
  from: number | null;
  waiting: Message[];
  next: number;
  end: number;
  last_progress_at_ms: number;
  failures: number;
  closing: boolean;
  gone: AbortController;
  work: Promise<void> | null;
  idle: NodeJS.Timeout | undefined;
}

export function openDelivery({ group, reader, want, log, grace_ms }: DeliveryOptions): Delivery {
  const partitions = new Map<string, Held>();
  const leaving = new Map<string, Promise<void>>();
  const unasked = new Set<Held>();
  let asking: Promise<void> | null = null;
  let dead = false;
  let die!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => {
    die = reject;
  });

  function fail(error: unknown): void {
    if (dead) return;
    dead = true;
    die(error);
  }

  function gain(gained: readonly TopicPartition[]): void {
    for (const { topic, partition } of gained) {
      if (partitions.has(nameOf({ topic, partition }))) continue;
      const held: Held = {
        topic,
        partition,
        from: null,
        waiting: [],
        next: 0,
        end: 0,
        last_progress_at_ms: Date.now(),
        failures: 0,
        closing: false,
        gone: new AbortController(),
        work: null,
        idle: undefined,
      };
      partitions.set(nameOf(held), held);
      // A handle of an earlier holding may still be running, and never do two run for one partition.
      const earlier = leaving.get(nameOf(held));
      if (earlier) void earlier.then(() => askFor(held));
      else unasked.add(held);
    }
    ask();
  }

  function askFor(held: Held): void {
    if (held.closing || dead) return;
    unasked.add(held);
    ask();
  }

  function ask(): void {
    if (asking || unasked.size === 0 || dead) return;
    const asked = [...unasked];
    unasked.clear();
    asking = askReader(asked).finally(() => {
      asking = null;
      ask();
    });
  }

  async function askReader(asked: Held[]): Promise<void> {
    let positions: number[];
    try {
      positions = await reader.start(asked.map(placeOf));
    } catch (error) {
      const failures = Math.max(...asked.map((held) => ++held.failures));
      log('start', { group, failures, reason: reasonOf(error) });
      for (const held of asked) retryLater(held);
      return;
    }
    if (
      positions.length !== asked.length ||
      !positions.every((position) => Number.isSafeInteger(position) && position >= 0)
    )
      return fail(
        new Error(
          `${group}: start answered ${JSON.stringify(positions)}, expected ${asked.length} positions from 0 up`,
        ),
      );
    asked.forEach((held, index) => {
      if (held.closing) return;
      // Little by little is progress too.
      if (positions[index] > held.next) held.failures = 0;
      held.from = held.next = positions[index];
      want(placeOf(held), held.from, true);
    });
  }

  function retryLater(held: Held): void {
    held.from = null;
    held.waiting = [];
    void sleep(backOff(held.failures), undefined, { signal: held.gone.signal, ref: false }).then(
      () => askFor(held),
      () => undefined,
    );
  }

  function take(at: TopicPartition, from: number, messages: readonly Message[], next: number): boolean {
    const held = partitions.get(nameOf(at));
    if (!held || held.closing || held.from !== from) return false;
    held.from = next;
    if (messages.length > 0) held.waiting.push(...messages);
    handOver(held);
    return true;
  }

  function handOver(held: Held): void {
    if (held.work || held.closing || dead || held.from === null || held.waiting.length === 0) return;
    const messages = held.waiting;
    held.waiting = [];
    clearTimeout(held.idle);
    held.work = handle(held, messages).finally(() => {
      held.work = null;
      if (reader.settle && !held.closing && !dead) held.idle = setTimeout(() => settle(held), idle_ms);
      handOver(held);
    });
    want(placeOf(held), held.from, false);
  }

  function settle(held: Held): void {
    if (held.work || held.closing || dead || held.from === null) return;
    held.work = attempt(held, () => reader.settle!(placeOf(held))).finally(() => {
      held.work = null;
      handOver(held);
    });
  }

  function handle(held: Held, messages: Message[]): Promise<void> {
    const { topic, partition, gone } = held;
    return attempt(held, async () => {
      await reader.handle({ topic, partition, messages, signal: gone.signal, heartbeat: () => heartbeat(held) });
      held.next = messages[messages.length - 1].position + 1;
      held.end = Math.max(held.end, held.next);
    });
  }

  async function attempt(held: Held, work: () => Promise<void>): Promise<void> {
    const { topic, partition, gone } = held;
    try {
      await work();
      held.failures = 0;
    } catch (error) {
      if (isRetriable(error)) {
        held.failures++;
        log('redelivery', { group, topic, partition, failures: held.failures, reason: reasonOf(error) });
        if (!held.closing) retryLater(held);
      } else if (gone.signal.aborted) log('late', { group, topic, partition, reason: reasonOf(error) });
      else fail(error);
    } finally {
      held.last_progress_at_ms = Date.now();
    }
  }

  async function heartbeat(held: Held): Promise<void> {
    // Lets the transport hear of what was lost while this process was busy.
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (held.gone.signal.aborted)
      throw new FencedError(`${group} does not hold ${held.topic}/${held.partition} any more`);
  }

  async function lose(lost: readonly TopicPartition[], gently = false): Promise<void> {
    const going = lost.flatMap((at) => partitions.get(nameOf(at)) ?? []);
    if (going.length === 0) return;
    const work = Promise.all([asking, ...going.map((held) => held.work)]);
    for (const held of going) {
      held.closing = true;
      held.waiting = [];
      clearTimeout(held.idle);
      partitions.delete(nameOf(held));
      unasked.delete(held);
    }
    const over = letGo(going, work, gently);
    for (const held of going) {
      const name = nameOf(held);
      const ended = Promise.all([over, work, leaving.get(name)]).then(() => {
        if (leaving.get(name) === ended) leaving.delete(name);
      });
      leaving.set(name, ended);
    }
    await within(grace_ms * 2, over);
  }

  async function letGo(going: Held[], work: Promise<unknown>, gently: boolean): Promise<void> {
    if (gently)
      await within(
        grace_ms,
        work.then(() => Promise.all(going.map(settleLast))),
      );
    for (const held of going) held.gone.abort();
    // A start that is under way ends first, or it would load again what is dropped here.
    await (gently ? within(grace_ms, work) : asking);
    try {
      await reader.stop?.(going.map(placeOf));
    } catch (error) {
      log('stop', { group, reason: reasonOf(error) });
    }
  }

  /** Whoever comes next goes on from here; where it fails, from where it was settled last. */
  async function settleLast(held: Held): Promise<void> {
    try {
      await reader.settle?.(placeOf(held));
    } catch (error) {
      log('settle', { group, ...placeOf(held), reason: reasonOf(error) });
    }
  }

  return {
    failed,
    gain,
    lose,
    take,
    fail,
    from: (at) => partitions.get(nameOf(at))?.from ?? null,
    wanted(at) {
      const held = partitions.get(nameOf(at));
      return !held || held.waiting.length > 0 ? null : held.from;
    },
    held: () => [...partitions.values()].map(placeOf),
    noteEnd(at, end) {
      const held = partitions.get(nameOf(at));
      if (held) held.end = Math.max(end, held.next);
    },
    stuck: () =>
      [...partitions.values()].flatMap((held) =>
        held.from !== null && !held.work && held.from < held.end ? [{ at: placeOf(held), from: held.from }] : [],
      ),
    progress: () =>
      [...partitions.values()].map((held) => ({
        ...placeOf(held),
        // What lies behind the last message holds none: control records of transactions, say.
        next: held.work || held.waiting.length > 0 ? held.next : (held.from ?? held.next),
        end: held.end,
        last_progress_at_ms: held.last_progress_at_ms,
      })),
  };
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([work, sleep(milliseconds, undefined, { signal }).catch(() => undefined)]);
  waiting.abort();
}

function placeOf({ topic, partition }: TopicPartition): TopicPartition {
  return { topic, partition };
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

import type { Admin, Batch, Consumer, Kafka } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDelivery } from '../delivery.js';
import { OutageError } from '../errors.js';
import { reasonOf, type Log } from '../log.js';
import type { Reader, Reading, TopicPartition } from '../stream.js';
import { messagesOf } from './messages-of.js';
import { outage } from './outage.js';
import { openPlacing } from './placing.js';
import { watch } from './watch.js';

export interface ReadOptions {
  kafka: Kafka;
  admin: Admin;
  group: string;
  topics: readonly string[];
  reader: Reader;
  read_ahead_bytes: number;
  session_timeout_ms: number;
  watchdog_ms: number;
  grace_ms: number;
  log: Log;
}

/**
 * Joins the group and reads what it is given until stopped. kafkajs only fetches: its `eachBatch` hands messages over and
 * returns at once, so that its loop goes on beating and fetching while slices are handled, and a slow partition is paused.
 */
export async function read(options: ReadOptions): Promise<Reading> {
  const { kafka, admin, group, topics, reader, read_ahead_bytes, session_timeout_ms, watchdog_ms, grace_ms, log } =
    options;
  let stopping = false;
  const consumer: Consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    sessionTimeout: session_timeout_ms,
    heartbeatInterval: Math.floor(session_timeout_ms / 5),
    rebalanceTimeout: 30_000,
    maxBytesPerPartition: read_ahead_bytes,
    // A partition that wants messages again waits for the fetch that is under way.
    maxWaitTimeInMs: 200,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 2_000,
      retries: 8,
      restartOnFailure: () => Promise.resolve(!stopping),
    },
  });
  const placing = openPlacing({
    admin,
    group,
    log,
    fail: (error) => delivery.fail(error),
    place(at, asked, from) {
      if (delivery.from(at) !== asked) return;
      if (from !== asked) delivery.take(at, asked, [], from);
      seek(at, from);
      if (delivery.wanted(at) !== null) resume(at);
    },
  });
  const delivery = openDelivery({
    group,
    reader,
    log,
    grace_ms,
    want(at, from, moved) {
      if (moved) placing.put(at, from);
      else if (!placing.has(at)) resume(at);
    },
  });

  function pause({ topic, partition }: TopicPartition): void {
    steer(() => consumer.pause([{ topic, partitions: [partition] }]));
  }

  function resume({ topic, partition }: TopicPartition): void {
    steer(() => consumer.resume([{ topic, partitions: [partition] }]));
  }

  function seek({ topic, partition }: TopicPartition, from: number): void {
    steer(() => consumer.seek({ topic, partition, offset: String(from) }));
  }

  function steer(act: () => void): void {
    try {
      act();
    } catch (error) {
      // Between a crash of kafkajs and its restart there is no group to steer; joining places everything anew.
      log('steer', { group, reason: reasonOf(error) });
    }
  }

  function takeBatch(batch: Batch, resolveOffset: (offset: string) => void): void {
    const { topic, partition } = batch;
    const at = { topic, partition };
    const from = delivery.from(at);
    // Where this fetch began. It is not in the types of kafkajs, but in every batch.
    const fetched = Number((batch as Batch & { fetchedOffset: string }).fetchedOffset);
    if (from === null || placing.has(at)) return pause(at);
    if (fetched !== from) {
      // kafkajs went elsewhere by itself: the position is out of range, or was forgotten in a rebalance.
      pause(at);
      return placing.put(at, from);
    }
    const last = batch.lastOffset();
    const { highWatermark } = batch;
    delivery.noteEnd(at, Number(highWatermark));
    delivery.take(at, from, messagesOf(batch), Number(last) + 1);
    resolveOffset(batch.messages[batch.messages.length - 1].offset);
    if (delivery.wanted(at) === null) pause(at);
  }

  const joined = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      const assigned = Object.entries(memberAssignment as Record<string, number[]>).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      reassign(assigned);
      resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      log('crash', { group, restart, reason: reasonOf(error) });
      void delivery.lose(delivery.held());
      if (restart || stopping) return;
      reject(error);
      delivery.fail(error);
    });
  });
  joined.catch(() => undefined);

  /** There is no word before partitions are lost; after each join all places are forgotten. */
  function reassign(assigned: TopicPartition[]): void {
    if (stopping) return;
    const held = delivery.held();
    const isIn = (list: TopicPartition[]) => (at: TopicPartition) =>
      list.some(({ topic, partition }) => topic === at.topic && partition === at.partition);
    const kept = assigned.filter(isIn(held));
    const gained = assigned.filter((at) => !isIn(held)(at));
    void delivery.lose(held.filter((at) => !isIn(assigned)(at)));
    for (const at of gained) pause(at);
    for (const at of kept) {
      const from = delivery.from(at);
      if (from !== null && !placing.has(at)) seek(at, from);
    }
    delivery.gain(gained);
  }

  // What holds control records only never comes to `eachBatch`, and kafkajs passes it by.
  consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
    const from = delivery.from({ topic, partition });
    const next = Number(lastOffset) + 1;
    if (batchSize > 0 || from === null || next <= from || placing.has({ topic, partition })) return;
    delivery.take({ topic, partition }, from, [], next);
  });

  const watchdog = watch({ consumer, admin, group, topics, delivery, patience_ms: watchdog_ms, log });

  let stopped: Promise<void> | null = null;
  function stop(gently: boolean): Promise<void> {
    stopped ??= (async () => {
      await delivery.lose(delivery.held(), gently);
      stopping = true;
      watchdog.stop();
      placing.stop();
      await Promise.race([consumer.disconnect().catch(() => undefined), sleep(grace_ms, undefined, { ref: false })]);
    })();
    return stopped;
  }

  const failed = delivery.failed.catch(async (error: unknown) => {
    stopping = true;
    void stop(false);
    throw error;
  });

  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: ({ batch, resolveOffset }) => Promise.resolve(takeBatch(batch, resolveOffset)),
    });
    await joined;
  } catch (thrown) {
    failed.catch(() => undefined);
    stopping = true;
    await stop(false);
    const error = outage(thrown, `joining ${group}`);
    throw error instanceof OutageError ? error : thrown;
  }
  return { failed, progress: delivery.progress, stop: () => stop(true) };
}

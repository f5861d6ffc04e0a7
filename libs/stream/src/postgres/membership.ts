import { setTimeout as sleep } from 'node:timers/promises';
import { partitionCount } from '@cellwatch/events';
import type { Client } from 'pg';
import type { Delivery } from '../delivery.js';
import type { TopicPartition } from '../stream.js';
import { lockKey } from './lock-key.js';
import { share } from './share.js';
import { readEnds } from './sql/read-ends.js';
import { readLocks } from './sql/read-locks.js';

interface Lock {
  key: string;
  pid: number;
  shared: boolean;
  own: boolean;
}

export interface Membership {
  /** Looks who lives and who holds what; gives up what is too much, takes what is free. True if something moved. */
  settle(): Promise<boolean>;
  /** Lets go of everything, so that others need not find out. */
  leave(): Promise<void>;
}

/**
 * A reader's membership of its group, as advisory locks of one session: a shared one says that the member lives, an
 * exclusive one that it holds a partition. When the process dies the server drops the session and all of them with it.
 * (So a pooler that shares sessions among clients must not stand between.)
 */
export async function join(
  client: Client,
  group: string,
  topics: readonly string[],
  delivery: Delivery,
): Promise<Membership> {
  const memberKeys = new Map(topics.map((topic) => [topic, lockKey('member', group, topic)]));
  const partitionKeys = new Map(
    topics.map((topic) => [
      topic,
      range(partitionCount).map((partition) => lockKey('partition', group, topic, partition)),
    ]),
  );
  const everyKey = [...memberKeys.values(), ...[...partitionKeys.values()].flat()];
  const giving = new Set<string>();

  await client.query('select pg_advisory_lock_shared(key) from unnest($1::bigint[]) key', [[...memberKeys.values()]]);
  await tell();

  async function tell(): Promise<void> {
    await client.query(`select pg_notify('stream_members', $1)`, [group]);
  }

  async function settle(): Promise<boolean> {
    const locks = (await client.query<Lock>(readLocks, [everyKey])).rows;
    const gained: TopicPartition[] = [];
    const free: (TopicPartition & { key: string })[] = [];
    const surplus: TopicPartition[] = [];
    for (const topic of topics) {
      const members = locks.filter(({ key, shared }) => shared && key === memberKeys.get(topic));
      const pids = members.map(({ pid }) => pid).sort((left, right) => left - right);
      const rank = pids.findIndex((pid) => members.some((member) => member.own && member.pid === pid));
      if (rank < 0) throw new Error(`${group}: this session's own lock on ${topic} is gone`);
      const fair = share(partitionCount, pids.length, rank);
      const keys = partitionKeys.get(topic)!;
      const own = range(partitionCount).filter((partition) => owner(locks, keys[partition])?.own);
      const kept = own.filter((partition) => !giving.has(keys[partition]));
      surplus.push(...kept.slice(fair).map((partition) => ({ topic, partition })));
      // Members begin to look at different places, or those that start together would all try the same.
      const begin = Math.floor((rank * partitionCount) / pids.length);
      const unheld = range(partitionCount)
        .map((step) => (begin + step) % partitionCount)
        .filter((partition) => !owner(locks, keys[partition]));
      for (const partition of unheld.slice(0, Math.max(0, fair - kept.length)))
        free.push({ topic, partition, key: keys[partition] });
    }
    if (free.length > 0) {
      const tried = await client.query<{ key: string; taken: boolean }>(
        'select key::text, pg_try_advisory_lock(key) as taken from unnest($1::bigint[]) key',
        [free.map(({ key }) => key)],
      );
      const taken = new Set(tried.rows.filter((row) => row.taken).map(({ key }) => key));
      gained.push(...free.filter(({ key }) => taken.has(key)).map(({ topic, partition }) => ({ topic, partition })));
    }
    if (gained.length > 0) delivery.gain(gained);
    if (surplus.length > 0) void give(surplus);
    const ends = await client.query<{ topic: string; partition: number; next: string }>(readEnds, [topics]);
    for (const { topic, partition, next } of ends.rows) delivery.noteEnd({ topic, partition }, Number(next));
    return gained.length > 0;
  }

  /** Unlocked only after the reader has let go: until then nobody else reads this partition. */
  async function give(surplus: TopicPartition[]): Promise<void> {
    const keys = surplus.map(({ topic, partition }) => partitionKeys.get(topic)![partition]);
    for (const key of keys) giving.add(key);
    try {
      await delivery.lose(surplus, true);
      await client.query('select pg_advisory_unlock(key) from unnest($1::bigint[]) key', [keys]);
      await tell();
    } catch {
      // The session has ended, and with it these locks; whoever runs it has noticed too.
      await sleep(0);
    } finally {
      for (const key of keys) giving.delete(key);
    }
  }

  return {
    settle,
    async leave() {
      await client.query('select pg_advisory_unlock_all()');
      await tell();
    },
  };
}

function owner(locks: readonly Lock[], key: string): Lock | undefined {
  return locks.find((lock) => lock.key === key);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

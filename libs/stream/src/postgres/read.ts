import pg from 'pg';
import { backOff } from '../back-off.js';
import { openDelivery } from '../delivery.js';
import { OutageError } from '../errors.js';
import { reasonOf, type Log } from '../log.js';
import type { Reader, Reading, TopicPartition } from '../stream.js';
import { checkMoved } from './check-moved.js';
import { join, type Membership } from './membership.js';
import { outage } from './outage.js';
import type { Query } from './query.js';
import { readAhead, type ReadAhead } from './read-ahead.js';
import { openWake } from './wake.js';

export interface ReadOptions {
  query: Query;
  connection: pg.ClientConfig;
  group: string;
  topics: readonly string[];
  reader: Reader;
  read_ahead: ReadAhead;
  /** How long to sleep when no notification comes. */
  poll_ms: number;
  grace_ms: number;
  log: Log;
}

/** Joins the group over a session of its own, and reads what it is given until stopped. */
export async function read(options: ReadOptions): Promise<Reading> {
  const { query, connection, group, topics, reader, read_ahead, poll_ms, grace_ms, log } = options;
  const messages = openWake();
  const members = openWake();
  const delivery = openDelivery({ group, reader, want, log, grace_ms });
  const moved = new Map<TopicPartition, number>();
  let stopping = false;
  let session: { client: pg.Client; membership: Membership; lost: AbortSignal } = await connect();

  function want(at: TopicPartition, from: number, isMoved: boolean): void {
    if (isMoved) moved.set(at, from);
    messages.ring();
  }

  async function connect(): Promise<typeof session> {
    const client = new pg.Client(connection);
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    lost.signal.addEventListener('abort', () => members.ring());
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'stream_messages' && topics.includes(payload ?? '')) messages.ring();
      if (channel === 'stream_members' && payload === group) members.ring();
    });
    try {
      await client.connect();
      await client.query('listen stream_messages; listen stream_members');
      return { client, membership: await join(client, group, topics, delivery), lost: lost.signal };
    } catch (error) {
      client.end().catch(() => undefined);
      throw outage(error, `joining ${group}`);
    }
  }

  /** Keeps the membership: settles who reads what, and joins anew when the session is lost. */
  async function attend(): Promise<void> {
    while (!stopping) {
      try {
        await session.membership.settle();
        await members.sleep(poll_ms);
        if (session.lost.aborted) throw new OutageError('the session has ended');
      } catch (thrown) {
        const error = outage(thrown, `attending ${group}`);
        // Whoever has no session has no locks: others may read these partitions now.
        session.client.end().catch(() => undefined);
        await delivery.lose(delivery.held());
        if (!(error instanceof OutageError)) throw error;
        await rejoin(error);
      }
    }
  }

  async function rejoin(cause: OutageError): Promise<void> {
    for (let failures = 1, error: unknown = cause; !stopping; failures++) {
      log('outage', { group, failures, reason: reasonOf(error) });
      await members.sleep(backOff(failures));
      if (stopping) return;
      try {
        session = await connect();
        messages.ring();
        return;
      } catch (thrown) {
        if (!(thrown instanceof OutageError)) throw thrown;
        error = thrown;
      }
    }
  }

  async function fetch(): Promise<void> {
    for (let failures = 0; !stopping;) {
      try {
        if (moved.size > 0) await checkMoved(query, moved, group);
        const count = await readAhead(query, delivery, read_ahead, log);
        failures = 0;
        if (count === 0) await messages.sleep(poll_ms);
      } catch (error) {
        if (!(error instanceof OutageError)) throw error;
        log('outage', { group, failures: ++failures, reason: reasonOf(error) });
        await messages.sleep(backOff(failures));
      }
    }
  }

  const running = Promise.all([attend(), fetch()]).catch((error) => delivery.fail(error));
  let stopped: Promise<void> | null = null;
  function stop(gently: boolean): Promise<void> {
    stopped ??= (async () => {
      stopping = true;
      await delivery.lose(delivery.held(), gently);
      messages.ring();
      members.ring();
      await running;
      await session.membership.leave().catch(() => undefined);
      await session.client.end().catch(() => undefined);
    })();
    return stopped;
  }

  const failed = delivery.failed.catch(async (error: unknown) => {
    void stop(false);
    throw error;
  });
  return { failed, progress: delivery.progress, stop: () => stop(true) };
}

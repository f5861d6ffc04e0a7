import { partitionCount, partitionOf } from '@cellwatch/events';
import pg from 'pg';
import { openLane } from '../lane.js';
import { reasonOf, type Log } from '../log.js';
import type { Outgoing, Reading, Stream } from '../stream.js';
import { byteaArray } from './bytea-array.js';
import { outage } from './outage.js';
import type { Query } from './query.js';
import { read } from './read.js';
import { createTables } from './sql/create-tables.js';
import { deleteMessages } from './sql/delete-messages.js';
import { insertMessages } from './sql/insert-messages.js';
import { insertPartitions } from './sql/insert-partitions.js';
import { readEnds } from './sql/read-ends.js';

export interface PostgresStreamOptions {
  database_url: string;
  /** How long readers sleep when no notification comes: then they look again, for messages and for members. */
  poll_ms?: number;
  /** How long messages are kept. */
  retention_seconds?: number;
  /** How often messages that are too old are deleted, while something is read. */
  trim_ms?: number;
  /** Bounds of what is read ahead of a reader, for each partition. */
  read_ahead_messages?: number;
  read_ahead_bytes?: number;
  /** How long a handle may take to end when its partition is given up, or at stop. */
  grace_ms?: number;
  log?: Log;
}

/** The stream in a PostgreSQL database, in the schema `stream`, which it makes itself. */
export async function openPostgresStream(options: PostgresStreamOptions): Promise<Stream> {
  const { database_url, poll_ms = 1_000, retention_seconds = 7 * 86_400, trim_ms = 60_000 } = options;
  const {
    read_ahead_messages = 500,
    read_ahead_bytes = 512 * 1024,
    grace_ms = 10_000,
    log = () => undefined,
  } = options;
  const connection: pg.ClientConfig = {
    connectionString: database_url,
    application_name: 'cellwatch stream',
    connectionTimeoutMillis: 10_000,
    // A server that has vanished without a word must not be waited for until the network notices.
    query_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  };
  const pool = new pg.Pool({ ...connection, max: 4, allowExitOnIdle: true });
  pool.on('error', (error) => log('outage', { reason: reasonOf(error) }));
  const query: Query = async (statement) => {
    try {
      return await pool.query(statement);
    } catch (error) {
      throw outage(error, statement.name ?? 'stream');
    }
  };
  const known = new Set<string>();
  const readings = new Set<Reading>();
  const lane = openLane(insert);
  let trimming: NodeJS.Timeout | null = null;
  let closed: Promise<void> | null = null;

  try {
    await query({ text: createTables });
  } catch (error) {
    await pool.end();
    throw error;
  }

  async function insert(batch: Outgoing[]): Promise<void> {
    await query({
      name: 'stream insert messages',
      text: insertMessages,
      values: [
        batch.map(({ topic }) => topic),
        batch.map(({ key }) => partitionOf(key)),
        batch.map(({ key }) => key),
        byteaArray(batch.map(({ value }) => value)),
        batch.map(({ headers }) => (headers ? JSON.stringify(headers) : null)),
      ],
    });
  }

  async function endsOf(topics: readonly string[]): Promise<Map<string, number[]>> {
    const { rows } = await query<{ topic: string; partition: number; next: string }>({
      text: readEnds,
      values: [topics],
    });
    const ends = new Map<string, number[]>();
    for (const { topic, next } of rows) ends.set(topic, [...(ends.get(topic) ?? []), Number(next)]);
    for (const topic of topics) {
      const count = ends.get(topic)?.length ?? 0;
      if (count !== partitionCount)
        throw new Error(`topic ${topic} has ${count} partitions, expected ${partitionCount}: was ensureTopics called?`);
      known.add(topic);
    }
    return ends;
  }

  async function checkKnown(topics: Iterable<string>): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !known.has(topic));
    if (unknown.length > 0) await endsOf(unknown);
  }

  async function trim(): Promise<void> {
    const most = 1_000;
    try {
      for (let deleted = 1; deleted && !closed;)
        deleted = (await query({ text: deleteMessages, values: [retention_seconds, most] })).rowCount ?? 0;
    } catch (error) {
      log('trim', { reason: reasonOf(error) });
    }
  }

  function checkOpen(): void {
    if (closed) throw new Error('the stream is closed');
  }

  return {
    async ensureTopics(topics) {
      checkOpen();
      await query({ text: insertPartitions, values: [topics, partitionCount] });
      await endsOf(topics);
    },
    async publish(messages) {
      checkOpen();
      if (!messages.every(({ topic }) => known.has(topic))) await checkKnown(messages.map(({ topic }) => topic));
      await lane.put(messages);
    },
    async ends(topic) {
      checkOpen();
      return (await endsOf([topic])).get(topic)!;
    },
    async read(group, topics, reader) {
      checkOpen();
      await checkKnown(topics);
      const read_ahead = { messages: read_ahead_messages, bytes: read_ahead_bytes };
      const reading = await read({ query, connection, group, topics, reader, read_ahead, poll_ms, grace_ms, log });
      readings.add(reading);
      trimming ??= setInterval(() => void trim(), trim_ms).unref();
      return reading;
    },
    close() {
      closed ??= (async () => {
        await Promise.all([...readings].map((reading) => reading.stop()));
        await lane.idle();
        if (trimming) clearInterval(trimming);
        await pool.end();
      })();
      return closed;
    },
  };
}

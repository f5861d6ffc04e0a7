import { partitionCount, partitionOf } from '@cellwatch/events';
import { openPostgresStream, OutageError, type Message, type Stream, type TopicPartition } from '@cellwatch/stream';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { streamContract } from './stream.contract.js';

let database: TestDatabase;
const open: Stream[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close();
});
afterAll(() => database.stop());

streamContract('PostgreSQL', () =>
  Promise.resolve({
    open: (options) => openPostgresStream({ database_url: database.url, poll_ms: 200, ...options }),
    database_url: database.url,
    kill: () => database.kill(),
    restart: () => database.restart(),
  }),
);

describe('the stream in PostgreSQL', () => {
  async function openStream(options: Partial<Parameters<typeof openPostgresStream>[0]> = {}): Promise<Stream> {
    const stream = await openPostgresStream({ database_url: database.url, poll_ms: 200, ...options });
    open.push(stream);
    return stream;
  }

  async function sql(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
    const client = new pg.Client(database.url);
    await client.connect();
    try {
      return await client.query(text, values);
    } finally {
      await client.end();
    }
  }

  test('opens and makes its topics from many processes at once, twice', async () => {
    await sql('drop schema if exists stream cascade');
    for (let round = 0; round < 2; round++) {
      const streams = await Promise.all(Array.from({ length: 5 }, () => openStream()));
      await Promise.all(streams.map((stream) => stream.ensureTopics(['many', 'many.dead'])));
    }
    const { rows } = await sql('select topic, count(*)::integer from stream.partitions group by 1 order by 1');
    expect(rows).toEqual([
      { topic: 'many', count: partitionCount },
      { topic: 'many.dead', count: partitionCount },
    ]);
  });

  test('positions are dense and publishers that meet on the same partitions do not deadlock', async () => {
    const streams = await Promise.all([openStream(), openStream(), openStream()]);
    await streams[0].ensureTopics(['dense']);
    await Promise.all(
      streams.flatMap((stream, nth) =>
        Array.from({ length: 30 }, (_, round) => {
          const keys = Array.from({ length: 24 }, (_, index) => `cell ${(index * (nth + 1) + round) % 24}`);
          return stream.publish(keys.map((key) => ({ topic: 'dense', key, value: Buffer.of(1) })));
        }),
      ),
    );
    const { rows } = await sql(
      `select partition, count(*), max(position) + 1 as next, min(position) as first from stream.messages
       where topic = 'dense' group by 1`,
    );
    const ends = await streams[0].ends('dense');
    for (const { partition, count, next, first } of rows)
      expect([count, next, first]).toEqual([String(ends[partition]), String(ends[partition]), '0']);
    expect(ends.reduce((sum, end) => sum + end)).toBe(3 * 30 * 24);
  });

  test('what no notification tells of is found by looking again', async () => {
    const stream = await openStream({ poll_ms: 50 });
    await stream.ensureTopics(['quiet']);
    const seen: Message[] = [];
    await stream.read('g', ['quiet'], {
      start: (gained) => Promise.resolve(gained.map(() => 0)),
      handle: async ({ messages }) => void seen.push(...messages),
    });
    await sql(`update stream.partitions set next = 1 where topic = 'quiet' and partition = 3`);
    await sql(
      `insert into stream.messages (topic, partition, position, key, value) values ('quiet', 3, 0, 'k', '\\x01')`,
    );
    await until(() => seen.length === 1);
  });

  test('messages that are too old are deleted, and a reader that comes too late says so and goes on', async () => {
    const told: { event: string; detail: object }[] = [];
    const stream = await openStream({
      retention_seconds: 3_600,
      trim_ms: 20,
      log: (event, detail) => told.push({ event, detail }),
    });
    await stream.ensureTopics(['aged']);
    const message = { topic: 'aged', key: 'cell', value: Buffer.of(1) };
    await stream.publish([message, message, message]);
    await sql(
      `update stream.messages set published_at = now() - interval '2 hours' where topic = 'aged' and position < 2`,
    );
    const ends = await stream.ends('aged');
    const atEnd = {
      start: (gained: readonly TopicPartition[]) => Promise.resolve(gained.map(({ partition }) => ends[partition])),
      handle: () => Promise.resolve(),
    };
    const reading = await stream.read('trimming', ['aged'], atEnd);
    await until(async () => (await sql(`select from stream.messages where topic = 'aged'`)).rowCount === 1);
    const seen: number[] = [];
    await stream.read('late', ['aged'], {
      start: (gained) => Promise.resolve(gained.map(() => 0)),
      handle: async ({ messages }) => void seen.push(...messages.map(({ position }) => position)),
    });
    await until(() => seen.length === 1);
    expect(seen).toEqual([2]);
    expect(told).toContainEqual({
      event: 'retained no longer',
      detail: { topic: 'aged', partition: partitionOf('cell'), wanted: 0, earliest: 2 },
    });
    await until(() => reading.progress().length === partitionCount);
  });

  test('a position beyond the end fails the reading: the stream is not the one that the reader knew', async () => {
    const stream = await openStream();
    await stream.ensureTopics(['anew']);
    const reading = await stream.read('g', ['anew'], {
      start: (gained) => Promise.resolve(gained.map(() => 17)),
      handle: () => Promise.resolve(),
    });
    await expect(reading.failed).rejects.toThrow('position 17 of anew/0 is beyond its end 0');
  });

  test('a member whose session is gone has lost its partitions, is told so, and joins anew', async () => {
    const stream = await openStream({ poll_ms: 50 });
    await stream.ensureTopics(['session']);
    let [starts, lost] = [0, 0];
    const reader = {
      start: async (gained: readonly object[]) => {
        starts += gained.length;
        return gained.map(() => 0);
      },
      stop: async (gone: readonly object[]) => void (lost += gone.length),
      handle: () => Promise.resolve(),
    };
    await stream.read('g', ['session'], reader);
    await until(() => starts === partitionCount);
    await sql(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'`);
    await until(() => starts === 2 * partitionCount);
    expect(lost).toBe(partitionCount);
  });

  test('a server that is not there is an outage, for opening too', async () => {
    const url = new URL(database.url);
    url.port = '1';
    await expect(openPostgresStream({ database_url: url.href })).rejects.toThrow(OutageError);
  });

  test('a closed stream says that it is closed, and closing twice is once', async () => {
    const stream = await openStream();
    await stream.ensureTopics(['closed']);
    await Promise.all([stream.close(), stream.close()]);
    await expect(stream.publish([{ topic: 'closed', key: 'k', value: Buffer.of(1) }])).rejects.toThrow('closed');
    await expect(stream.ends('closed')).rejects.toThrow('closed');
  });
});

import { partitionCount, partitionOf } from '@cellwatch/events';
import { openKafkaStream, OutageError, type Message, type Stream } from '@cellwatch/stream';
import kafkajs, { type Kafka } from 'kafkajs';
import { startKafka, type TestKafka } from '../support/kafka.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { streamContract } from './stream.contract.js';

let kafka: TestKafka | { missing: string };
let database: TestDatabase | null = null;
const open: Stream[] = [];

beforeAll(async () => {
  kafka = await startKafka();
  if (!('missing' in kafka)) database = await startTestDatabase();
}, 900_000);
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close();
});
afterAll(async () => {
  await database?.stop();
  if (!('missing' in kafka)) await kafka.stop();
});

streamContract('Kafka', async () => {
  if ('missing' in kafka) return kafka;
  const { brokers, kill, restart } = kafka;
  return {
    open: (options) => openKafkaStream({ brokers: brokers.split(','), ...options }),
    database_url: database!.url,
    kill,
    restart,
  };
});

describe('the stream over Kafka, among other people’s clients', () => {
  let topics = 0;

  function check(text: string, body: (brokers: string[], theirs: Kafka, topic: string) => Promise<void>): void {
    test(
      text,
      async () => {
        if ('missing' in kafka) return console.warn(`SKIPPED for want of ${kafka.missing}: ${text}`);
        const brokers = kafka.brokers.split(',');
        const logCreator = () => () => undefined;
        const topic = `kafka.${process.pid}.${Date.now()}.${++topics}`;
        await body(brokers, new kafkajs.Kafka({ brokers, logCreator, clientId: 'theirs' }), topic);
      },
      300_000,
    );
  }

  async function openStream(options: Parameters<typeof openKafkaStream>[0]): Promise<Stream> {
    const stream = await openKafkaStream(options);
    open.push(stream);
    return stream;
  }

  async function readAll(stream: Stream, topic: string, from = 0) {
    const seen: Message[] = [];
    const reading = await stream.read(`all of ${topic}`, [topic], {
      start: (gained) => Promise.resolve(gained.map(({ partition }) => (partition === 0 ? from : 0))),
      handle: async ({ messages }) => void seen.push(...messages),
    });
    return { seen, reading };
  }

  check('messages without key or value, and headers that are lists, are taken', async (brokers, theirs, topic) => {
    const stream = await openStream({ brokers });
    await stream.ensureTopics([topic]);
    const producer = theirs.producer({ createPartitioner: () => () => 0 });
    await producer.connect();
    await producer.send({
      topic,
      messages: [
        { value: 'a' },
        { key: 'cell', value: null },
        { key: 'cell', value: 'b', headers: { one: ['1', '2'], bytes: Buffer.of(65) } },
      ],
    });
    await producer.disconnect();
    const { seen } = await readAll(stream, topic);
    await until(() => seen.length === 3);
    expect(seen.map(({ key, value, headers }) => [key, Buffer.from(value).toString(), headers])).toEqual([
      ['', 'a', {}],
      ['cell', '', {}],
      ['cell', 'b', { one: '2', bytes: 'A' }],
    ]);
  });

  check(
    'a gzip bomb becomes one message with its packed bytes and the reason, and what follows is read',
    async (brokers, theirs, topic) => {
      const stream = await openStream({ brokers });
      await stream.ensureTopics([topic]);
      const producer = theirs.producer({ createPartitioner: () => () => 0 });
      await producer.connect();
      const compression = kafkajs.CompressionTypes.GZIP;
      const send = (messages: { key: string; value: Buffer }[]) => producer.send({ topic, compression, messages });
      await send([{ key: 'cell', value: Buffer.from('before') }]);
      await send([
        { key: 'cell', value: Buffer.alloc(12 << 20) },
        { key: 'cell', value: Buffer.alloc(12 << 20) },
      ]);
      await send([{ key: 'cell', value: Buffer.from('after') }]);
      await producer.disconnect();
      const { seen, reading } = await readAll(stream, topic);
      await until(() => seen.length === 3);
      expect(seen.map(({ key, position }) => [key, position])).toEqual([
        ['cell', 0],
        ['', 2],
        ['cell', 3],
      ]);
      expect(seen[1].headers.unreadable).toMatch(
        /^BadCompression: got \d+ bytes, expected gzip of at most 16777216 bytes/,
      );
      expect([...seen[1].value.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
      expect(seen[1].value.length).toBeGreaterThan(10_000);
      await reading.stop();
      // From within the batch: the same place, whoever begins there.
      const again = await readAll(stream, topic, 2);
      await until(() => again.seen.length === 2);
      expect(again.seen.map(({ position }) => position)).toEqual([2, 3]);
    },
  );

  check(
    'control records of transactions are passed by, and the reading reaches the end',
    async (brokers, theirs, topic) => {
      const stream = await openStream({ brokers });
      await stream.ensureTopics([topic]);
      const retry = { initialRetryTime: 5, retries: 20 };
      const producer = theirs.producer({
        createPartitioner: () => () => 0,
        idempotent: true,
        transactionalId: topic,
        maxInFlightRequests: 1,
        retry,
      });
      await producer.connect();
      for (const outcome of ['commit', 'abort', 'commit', 'abort', 'abort'] as const) {
        const transaction = await producer.transaction();
        await transaction.send({ topic, messages: [{ key: 'cell', value: outcome }] });
        await transaction[outcome]();
      }
      await producer.disconnect();
      const { seen, reading } = await readAll(stream, topic);
      const [end] = await stream.ends(topic);
      await until(() => reading.progress().some(({ partition, next }) => partition === 0 && next === end));
      expect(seen.map(({ value }) => Buffer.from(value).toString())).toEqual(['commit', 'commit']);
    },
  );

  check('a position that is retained no longer begins at the earliest, and says so', async (brokers, theirs, topic) => {
    const told: { event: string; detail: object }[] = [];
    const stream = await openStream({ brokers, log: (event, detail) => told.push({ event, detail }) });
    await stream.ensureTopics([topic]);
    for (let index = 0; index < 5; index++) await stream.publish([{ topic, key: 'cell', value: Buffer.of(index) }]);
    const admin = theirs.admin();
    await admin.connect();
    const partition = partitionOf('cell');
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '3' }] });
    await admin.disconnect();
    const { seen } = await readAll(stream, topic);
    await until(() => seen.length === 2);
    expect(seen.map(({ position }) => position)).toEqual([3, 4]);
    expect(told).toContainEqual({
      event: 'retained no longer',
      detail: { group: `all of ${topic}`, topic, partition, wanted: 0, earliest: 3 },
    });
  });

  check(
    'a position beyond the end fails the reading: the topic is not the one that the reader knew',
    async (brokers, _, topic) => {
      const stream = await openStream({ brokers });
      await stream.ensureTopics([topic]);
      const { reading } = await readAll(stream, topic, 17);
      await expect(reading.failed).rejects.toThrow(`position 17 of ${topic}/0 is beyond its end 0`);
    },
  );

  check('a topic with another number of partitions is refused', async (brokers, theirs, topic) => {
    const admin = theirs.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }] });
    await admin.disconnect();
    const stream = await openStream({ brokers });
    await expect(stream.ensureTopics([topic])).rejects.toThrow(
      `topic ${topic} has 3 partitions, expected ${partitionCount}`,
    );
  });

  check('brokers that are not there are an outage, for opening too', async () => {
    await expect(openKafkaStream({ brokers: ['127.0.0.1:1'] })).rejects.toThrow(OutageError);
  });
});

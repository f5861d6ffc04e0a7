import { partitionCount, partitionOf } from '@cellwatch/events';
import kafkajs, { type Admin, type Kafka, type Producer } from 'kafkajs';
import { checkOutgoing } from '../check-outgoing.js';
import { openLane } from '../lane.js';
import type { Log } from '../log.js';
import type { Outgoing, Reading, Stream } from '../stream.js';
import { registerCodecs } from './codecs.js';
import { createTopics } from './create-topics.js';
import { insist } from './insist.js';
import { outage } from './outage.js';
import { read } from './read.js';

export interface KafkaStreamOptions {
  brokers: string[];
  client_id?: string;
  /** After so long without a sign of life a member's partitions go to others. */
  session_timeout_ms?: number;
  /** Messages are there and nobody takes them for so long: the reading has failed. */
  watchdog_ms?: number;
  /** What one fetch brings of a partition, packed. */
  read_ahead_bytes?: number;
  /** How long a handle may take to end at stop. */
  grace_ms?: number;
  log?: Log;
}

/** Batches under way at once. A partition's batches all take the same lane, so retries cannot change their order. */
const lanes = 4;

/** The stream in Kafka. Brokers keep messages as long as they are told to; positions are not kept there at all. */
export async function openKafkaStream(options: KafkaStreamOptions): Promise<Stream> {
  const { brokers, client_id = 'cellwatch', log = () => undefined, grace_ms = 10_000 } = options;
  const { session_timeout_ms = 10_000, watchdog_ms = 60_000, read_ahead_bytes = 512 * 1024 } = options;
  registerCodecs();
  const kafka: Kafka = new kafkajs.Kafka({
    brokers,
    clientId: client_id,
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, label, log: { message, error, groupId: group } }) => {
        // Each attempt to connect is told by these; what comes of it is told by us.
        if (namespace !== 'Connection' && namespace !== 'BrokerPool')
          log('kafkajs', { namespace, level: label, message, error, group });
      },
  });
  const producer: Producer = kafka.producer({
    allowAutoTopicCreation: false,
    // The place is ours to say: it must agree with every reader and with every other transport.
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition!,
  });
  const admin: Admin = kafka.admin();
  const known = new Set<string>();
  const readings = new Set<Reading>();
  const sending = Array.from({ length: lanes }, () => openLane(send));
  let closed: Promise<void> | null = null;

  try {
    await Promise.all([producer.connect(), admin.connect()]);
  } catch (error) {
    await Promise.allSettled([producer.disconnect(), admin.disconnect()]);
    throw outage(error, `connecting to ${brokers.join(', ')}`);
  }

  async function send(batch: Outgoing[]): Promise<void> {
    const topics = new Map<
      string,
      { key: string; value: Buffer; partition: number; headers?: Record<string, string> }[]
    >();
    for (const { topic, key, value, headers } of batch) {
      const messages = topics.get(topic) ?? [];
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      messages.push({ key, value: bytes, headers, partition: partitionOf(key) });
      topics.set(topic, messages);
    }
    try {
      await producer.sendBatch({
        acks: -1,
        compression: kafkajs.CompressionTypes.GZIP,
        topicMessages: [...topics].map(([topic, messages]) => ({ topic, messages })),
      });
    } catch (error) {
      throw outage(error, `publishing to ${[...topics.keys()].join(', ')}`);
    }
  }

  async function checkKnown(topics: Iterable<string>): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !known.has(topic));
    if (unknown.length === 0) return;
    // Asked for by name, a broker may make a topic that is not there.
    const there = new Set(await insist('listing topics', () => admin.listTopics()));
    for (const topic of unknown)
      if (!there.has(topic)) throw new Error(`topic ${topic} is not there: was ensureTopics called?`);
    const { topics: found } = await insist('reading topics', () => admin.fetchTopicMetadata({ topics: unknown }));
    for (const { name, partitions } of found) {
      if (partitions.length !== partitionCount)
        throw new Error(`topic ${name} has ${partitions.length} partitions, expected ${partitionCount}`);
      known.add(name);
    }
  }

  function checkOpen(): void {
    if (closed) throw new Error('the stream is closed');
  }

  return {
    async ensureTopics(topics) {
      checkOpen();
      await createTopics(admin, topics);
      await checkKnown(topics);
    },
    async publish(messages) {
      checkOpen();
      for (const message of messages) checkOutgoing(message);
      if (!messages.every(({ topic }) => known.has(topic))) await checkKnown(messages.map(({ topic }) => topic));
      const parts = sending.map((lane, index) =>
        lane.put(messages.filter(({ key }) => partitionOf(key) % lanes === index)),
      );
      for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason;
    },
    async ends(topic) {
      checkOpen();
      await checkKnown([topic]);
      const ends = Array<number>(partitionCount).fill(0);
      for (const { partition, high } of await insist('reading ends', () => admin.fetchTopicOffsets(topic)))
        ends[partition] = Number(high);
      return ends;
    },
    async read(group, topics, reader) {
      checkOpen();
      await checkKnown(topics);
      const times = { session_timeout_ms, watchdog_ms, grace_ms };
      const reading = await read({ kafka, admin, group, topics, reader, read_ahead_bytes, ...times, log });
      readings.add(reading);
      return reading;
    },
    close() {
      closed ??= (async () => {
        await Promise.all([...readings].map((reading) => reading.stop()));
        await Promise.all(sending.map((lane) => lane.idle()));
        await Promise.allSettled([producer.disconnect(), admin.disconnect()]);
      })();
      return closed;
    },
  };
}

import { partitionCount } from '@cellwatch/events';
import type { Admin } from 'kafkajs';
import { largestMessage_bytes } from '../check-outgoing.js';
import { OutageError } from '../errors.js';
import { insist } from './insist.js';

/** A batch carries at most one message of the largest size, packed or not. */
const configEntries = [
  { name: 'max.message.bytes', value: String(2 * largestMessage_bytes) },
  { name: 'message.timestamp.type', value: 'LogAppendTime' },
];

/** Hundreds of partitions get their leaders one after the other; on a busy broker that takes longer than an answer. */
const makingTakes_ms = 120_000;

/** Makes the topics that are not there, and waits until every partition answers: what is sent before may be sent twice. */
export async function createTopics(admin: Admin, topics: readonly string[]): Promise<void> {
  const there = new Set(await insist('listing topics', () => admin.listTopics()));
  const missing = [...new Set(topics)].filter((topic) => !there.has(topic));
  if (missing.length === 0) return;
  const wanted = missing.map((topic) => ({
    topic,
    numPartitions: partitionCount,
    replicationFactor: -1,
    configEntries,
  }));
  await insist(`making ${missing.join(', ')}`, () => admin.createTopics({ topics: wanted }));
  const waiting = new Set(missing);
  await insist(
    `waiting for ${missing.join(', ')}`,
    async () => {
      const now = new Set(await admin.listTopics());
      const late = missing.filter((topic) => !now.has(topic));
      if (late.length > 0) throw new OutageError(`${late.join(', ')} made, but not there yet`);
      for (const topic of waiting) {
        await admin.fetchTopicOffsets(topic);
        waiting.delete(topic);
      }
    },
    makingTakes_ms,
  );
}

import type { Delivery } from '../delivery.js';
import type { Log } from '../log.js';
import type { Message, TopicPartition } from '../stream.js';
import type { Query } from './query.js';
import { readMessages } from './sql/read-messages.js';

export interface ReadAhead {
  messages: number;
  bytes: number;
}

interface Row {
  topic: string;
  partition: number;
  position: string;
  key: string;
  value: Buffer;
  headers: Record<string, string> | null;
  published_at_ms: number;
}

/** One query for all partitions that want messages; hands them over, and answers how many there were. */
export async function readAhead(query: Query, delivery: Delivery, limit: ReadAhead, log: Log): Promise<number> {
  const wanting = delivery
    .held()
    .map((at) => ({ ...at, from: delivery.wanted(at) }))
    .filter((at): at is TopicPartition & { from: number } => at.from !== null);
  if (wanting.length === 0) return 0;
  const { rows } = await query<Row>({
    name: 'stream read messages',
    text: readMessages,
    values: [
      wanting.map(({ topic }) => topic),
      wanting.map(({ partition }) => partition),
      wanting.map(({ from }) => from),
      limit.messages,
      limit.bytes,
    ],
  });
  let taken = 0;
  for (let at = 0; at < rows.length;) {
    const { topic, partition } = rows[at];
    const messages: Message[] = [];
    for (; at < rows.length && rows[at].topic === topic && rows[at].partition === partition; at++)
      messages.push(messageOf(rows[at]));
    const from = wanting.find((wanted) => wanted.topic === topic && wanted.partition === partition)!.from;
    // Positions are dense: what lies between has been deleted for its age before it was read.
    if (messages[0].position > from)
      log('retained no longer', { topic, partition, wanted: from, earliest: messages[0].position });
    if (delivery.take({ topic, partition }, from, messages, messages[messages.length - 1].position + 1))
      taken += messages.length;
  }
  return taken;
}

function messageOf(row: Row): Message {
  const { topic, partition, position, key, value, headers, published_at_ms } = row;
  return { topic, partition, position: Number(position), key, value, headers: headers ?? {}, published_at_ms };
}

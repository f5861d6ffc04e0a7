import { deadLetterTopic } from '@cellwatch/events';
import { largestMessage_bytes } from './check-outgoing.js';
import type { Message, Stream } from './stream.js';

const room_bytes = 16 * 1024;

/**
 * Publishes a message that no reader can take to its topic's dead letters, with key, bytes and headers as they came, and
 * with where it lay and why it was refused. Resolves when it is durable: only then may the reader move on.
 */
export async function buryMessage(stream: Stream, message: Message, reason: string): Promise<void> {
  const { topic, partition, position, key, value, headers } = message;
  // Larger messages come from other people's producers only; where it lay says where the rest is.
  const kept = value.subarray(0, Math.min(value.length, largestMessage_bytes - room_bytes));
  await stream.publish([
    {
      topic: deadLetterTopic(topic),
      key: plain(key, 1_000),
      value: kept,
      headers: {
        ...(sizeOf(headers) < room_bytes / 2 ? headers : {}),
        ...(kept.length < value.length ? { truncated_from_bytes: String(value.length) } : {}),
        topic,
        partition: String(partition),
        position: String(position),
        // the transport may know more than the reader, who saw bytes that could not be unpacked
        reason: plain(headers.unreadable ? `${headers.unreadable} (${reason})` : reason, 1_000),
      },
    },
  ]);
}

/** A reason may quote the very bytes that were refused. */
function plain(text: string, length: number): string {
  return Buffer.from(text.slice(0, length)).toString().replaceAll('\0', '\ufffd');
}

function sizeOf(headers: Record<string, string>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + 3 * (name.length + value.length), 0);
}

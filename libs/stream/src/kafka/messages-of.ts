import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import type { Message } from '../stream.js';
import { readUnreadable, type Unreadable } from './unreadable.js';

/** A fetched batch as the port's messages. Other people's may have no key, no value, and headers that are lists. */
export function messagesOf({ topic, partition, messages }: Batch): Message[] {
  const found: Message[] = [];
  let unreadable: Unreadable | null = null;
  function endUnreadable(): void {
    if (unreadable) found.push(poison(unreadable));
    unreadable = null;
  }
  for (const message of messages) {
    const next = readUnreadable(message, unreadable);
    if (!next || message.value !== null) endUnreadable();
    unreadable = next;
    if (!next) found.push(messageOf(message));
  }
  endUnreadable();
  return found;

  function messageOf({ offset, key, value, headers, timestamp }: KafkaMessage): Message {
    return {
      topic,
      partition,
      position: Number(offset),
      key: key?.toString() ?? '',
      value: value ?? Buffer.alloc(0),
      headers: headers ? textOf(headers) : {},
      published_at_ms: Number(timestamp),
    };
  }

  /** At the place of its last record: what is before is passed with it. */
  function poison({ offset, timestamp, packed, reason }: Unreadable): Message {
    const position = Number(offset);
    const headers = { unreadable: reason };
    return { topic, partition, position, key: '', value: packed, headers, published_at_ms: Number(timestamp) };
  }
}

function textOf(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const last = Array.isArray(value) ? value[value.length - 1] : value;
    if (last != null) texts[name] = last.toString();
  }
  return texts;
}

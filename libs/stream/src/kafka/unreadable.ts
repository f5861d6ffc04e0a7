import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';

/**
 * kafkajs decodes a whole fetch before anyone sees a message of it, and dies of one batch that cannot be inflated, again and
 * again. So the codecs answer such a batch with records of their own making: as many as anyone may count in it, all with
 * this key, the first with the packed bytes and the reason. `messagesOf` makes one poison message of them, for dead letters.
 */
const mark = Buffer.from(`unreadable ${randomUUID()}`);
const reasonHeader = 'unreadable';
/** A record has at least seven bytes, and the broker a limit for each batch; beyond it kafkajs fails, which is loud. */
const mostRecords = 1 << 18;
let fillers: Buffer | null = null;

/** Records for a batch that cannot be inflated. */
export function unreadableRecords(packed: Buffer, reason: string): Buffer {
  const name = Buffer.from(reasonHeader);
  const text = Buffer.from(reason);
  const headers = [varint(1), varint(name.length), name, varint(text.length), text];
  fillers ??= Buffer.concat(Array.from({ length: mostRecords }, (_, index) => record(index + 1, null, [varint(0)])));
  return Buffer.concat([record(0, packed, headers), fillers]);
}

export interface Unreadable {
  /** Of the last record of the batch. */
  offset: string;
  timestamp: string;
  packed: Buffer;
  reason: string;
}

/** Whether a message is of our own making; `batch` collects what the messages of one batch say. */
export function readUnreadable(message: KafkaMessage, batch: Unreadable | null): Unreadable | null {
  if (!message.key?.equals(mark)) return null;
  const { offset, timestamp } = message;
  const reason = message.headers?.[reasonHeader];
  if (reason !== undefined) return { offset, timestamp, packed: message.value!, reason: String(reason) };
  return { offset, timestamp, packed: batch?.packed ?? Buffer.alloc(0), reason: batch?.reason ?? 'unreadable batch' };
}

function record(offset_delta: number, value: Buffer | null, headers: Buffer[]): Buffer {
  const body = Buffer.concat([
    Buffer.from([0]),
    varint(0),
    varint(offset_delta),
    varint(mark.length),
    mark,
    varint(value ? value.length : -1),
    value ?? Buffer.alloc(0),
    ...headers,
  ]);
  return Buffer.concat([varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}

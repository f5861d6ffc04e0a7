import { WireError } from '@cellwatch/events';
import { buryMessage, type Message, type Slice } from '@cellwatch/stream';
import { rowsOf } from './item.js';
import type { LandingParts } from './landing-parts.js';
import type { Part } from './part.js';
import { readMessage } from './read-message.js';

const rowsInPart = 10_000;
const messagesInPart = 2_000;

/** A slice as parts, each small enough to share a transaction. Messages that are not ours are buried on the way. */
export async function* readParts(parts: LandingParts, slice: Slice, from: number): AsyncGenerator<Part> {
  const { topic, partition } = slice;
  let part: Part = { topic, partition, expected: from, next: from, messages: [], rows: 0 };
  let count = 0;
  for (const message of slice.messages) {
    if (message.position < from) continue;
    const item = await itemOf(parts, message);
    if (item) {
      part.messages.push({ message, item });
      part.rows += rowsOf(item);
    }
    part.next = message.position + 1;
    count += 1;
    if (part.rows < rowsInPart && count < messagesInPart) continue;
    yield part;
    part = { topic, partition, expected: part.next, next: part.next, messages: [], rows: 0 };
    count = 0;
  }
  if (part.next > part.expected) yield part;
}

async function itemOf({ stream, log }: LandingParts, message: Message) {
  try {
    return readMessage(message);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const { topic, partition, position } = message;
    log('buried', { topic, partition, position, reason: error.message });
    await buryMessage(stream, message, `store: ${error.message}`);
    return undefined;
  }
}

import { buryMessage, FencedError } from '@cellwatch/stream';
import { isDataError } from '@cellwatch/timescale';
import { landParts } from './land-parts.js';
import type { LandingParts } from './landing-parts.js';
import type { Part } from './part.js';

/** Whether the trouble may lie in one of the parts alone, so that the others land without it. */
export function isOfOnePart(error: unknown): boolean {
  return isDataError(error) || error instanceof FencedError;
}

/** Lands one part; where the tables refuse its data, by halves, until the one bad message is found and buried. */
export async function landApart(parts: LandingParts, part: Part): Promise<void> {
  const { stream, log } = parts;
  try {
    await landParts(parts, [part]);
  } catch (error) {
    if (!isDataError(error)) throw error;
    const { messages } = part;
    if (messages.length > 1) {
      const middle = Math.floor(messages.length / 2);
      const boundary = messages[middle].message.position;
      await landApart(parts, { ...part, next: boundary, messages: messages.slice(0, middle) });
      await landApart(parts, { ...part, expected: boundary, messages: messages.slice(middle) });
      return;
    }
    const [{ message }] = messages;
    const reason = `store: ${(error as Error).message}`;
    log('buried', { topic: message.topic, partition: message.partition, position: message.position, reason });
    await buryMessage(stream, message, reason);
    await landParts(parts, [{ ...part, messages: [] }]);
  }
}

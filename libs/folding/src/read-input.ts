import { buryMessage, type Message } from '@cellwatch/stream';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';

/** What a message tells its fold; null for one that is not ours, which has gone to dead letters. */
export async function readInput<Input, State, R extends Result>(
  { stream, fold, log }: FoldParts<Input, State, R>,
  message: Message,
): Promise<{ input: Input } | null> {
  let reason: string;
  try {
    const input = fold.decode(message.value);
    const cell_id = fold.cell(input);
    if (cell_id === message.key) return { input };
    // The key decides who folds the message, the value whose it is.
    reason = `the message's key is ${JSON.stringify(message.key)}, expected its cell_id ${cell_id}`;
  } catch (error) {
    if (!fold.isBad(error)) throw error;
    reason = (error as Error).message;
  }
  log('buried', { topic: message.topic, position: message.position, reason });
  await buryMessage(stream, message, `${fold.reader}: ${reason}`);
  return null;
}

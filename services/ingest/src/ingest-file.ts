import { openCyclerReader, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import { openBytes, UnreadableError } from './open-bytes.js';
import { readingMessages } from './reading-messages.js';
import { addToTally, emptyTally, type Tally } from './tally.js';

const messagesPerPublish = 64;

/**
 * Reads a whole file into the stream and resolves when all of it is durable. A file that breaks before its end gives what
 * could be read of it, and a reject. Records that were published before an outage stay published: importing the file again
 * repeats them, which changes nothing.
 */
export async function ingestFile(
  stream: Stream,
  path: string,
  options: ReadOptions,
  onProgress: (share: number, tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally = emptyTally();
  const reader = openCyclerReader(options);
  const bytes = openBytes(path);
  let waiting: Reading[] = [];
  async function publish(): Promise<void> {
    await stream.publish(readingMessages(waiting));
    addToTally(tally, waiting);
    waiting = [];
    onProgress(bytes.share(), tally);
  }
  try {
    for await (const chunk of bytes.chunks) {
      waiting.push(...reader.write(chunk));
      if (waiting.length >= messagesPerPublish) await publish();
    }
    waiting.push(...reader.end());
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    waiting.push(...reader.breakOff(error.message));
  }
  await publish();
  return tally;
}

import { openCyclerReader, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import { openBytes } from './open-bytes.js';
import { readingMessages } from './reading-messages.js';
import { addToTally, emptyTally, type Tally } from './tally.js';

const messagesPerPublish = 64;

/**
 * Reads a whole file into the stream and resolves when all of it is durable. Records that were published before an error
 * stay published: importing the file again repeats them, which changes nothing.
 */
export async function ingestFile(
  stream: Stream,
  path: string,
  options: ReadOptions,
  onProgress: (share: number, tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally = emptyTally();
  const reader = openCyclerReader(options);
  const bytes = await openBytes(path);
  let waiting: Reading[] = [];
  async function publish(): Promise<void> {
    await stream.publish(readingMessages(waiting));
    addToTally(tally, waiting);
    waiting = [];
    onProgress(bytes.size === 0 ? 1 : bytes.read() / bytes.size, tally);
  }
  for await (const chunk of bytes.chunks) {
    waiting.push(...reader.write(chunk));
    if (waiting.length >= messagesPerPublish) await publish();
  }
  waiting.push(...reader.end());
  await publish();
  return tally;
}

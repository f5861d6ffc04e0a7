import { basename } from 'node:path';
import { openCyclerReader, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import { openBytes, UnreadableError } from '@cellwatch/ingest';

/** A cycler file's readings without any server, as they come. */
export async function* readFile(path: string, options: Omit<ReadOptions, 'file_name'>): AsyncGenerator<Reading> {
  const reader = openCyclerReader({ ...options, file_name: basename(path) });
  try {
    for await (const chunk of openBytes(path).chunks) yield* reader.write(chunk);
    yield* reader.end();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield* reader.breakOff(error.message);
  }
}

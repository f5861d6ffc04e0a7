import { basename } from 'node:path';
import { openCyclerReader, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import { openBytes } from '@cellwatch/ingest';
import { UserError } from './exit-codes.js';

/** A cycler file's readings without any server, as they come. */
export async function* readFile(path: string, options: Omit<ReadOptions, 'file_name'>): AsyncGenerator<Reading> {
  const reader = openCyclerReader({ ...options, file_name: basename(path) });
  try {
    const { chunks } = await openBytes(path);
    for await (const chunk of chunks) yield* reader.write(chunk);
  } catch (cause) {
    throw new UserError(`${path}: ${(cause as Error).message}`);
  }
  yield* reader.end();
}

import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';
import { followFile } from './follow-file.js';
import { ingestFile } from './ingest-file.js';
import type { Tally } from './tally.js';

export interface WatchOptions {
  folder: string;
  time_zone: string;
  /** Ask the disk every so many milliseconds instead of waiting for its events: network shares send none. */
  poll_ms?: number;
  onTaken?: (path: string, tally: Tally) => void;
  /** A file that cannot be read or published now; it is tried again when it changes, and every 10 s. */
  onTrouble?: (path: string, error: Error) => void;
}

/** Follows every file in a folder and below it, one at a time, as they come and grow. */
export async function watchFolder(
  stream: Stream,
  pool: Pool,
  { folder, time_zone, poll_ms, onTaken, onTrouble }: WatchOptions,
): Promise<{ stop(): Promise<void> }> {
  const due = new Set<string>();
  let running: Promise<void> | undefined;
  let stopped = false;

  async function take(path: string): Promise<void> {
    const options: ReadOptions = { file_name: basename(path), time_zone, live: true };
    const tally = path.endsWith('.gz')
      ? await ingestFile(stream, path, { ...options, live: false })
      : await followFile(stream, pool, path, options);
    if (tally.records > 0 || Object.keys(tally.rejects).length > 0) onTaken?.(path, tally);
  }

  async function takeDue(): Promise<void> {
    const failed: string[] = [];
    for (const path of due) {
      if (stopped) return;
      due.delete(path);
      await take(path).catch((error: Error) => {
        failed.push(path);
        onTrouble?.(path, error);
      });
    }
    for (const path of failed) due.add(path);
  }

  function wake(): void {
    running ??= takeDue().finally(() => (running = undefined));
  }

  const watcher = watch(folder, { usePolling: poll_ms !== undefined, interval: poll_ms, ignored: /(^|[/\\])\./ });
  for (const event of ['add', 'change'] as const)
    watcher.on(event, (path) => {
      due.add(path);
      wake();
    });
  watcher.on('error', (error) => onTrouble?.(folder, error as Error));
  const again = setInterval(() => due.size > 0 && wake(), 10_000);

  return {
    async stop() {
      stopped = true;
      clearInterval(again);
      await watcher.close();
      await running;
    },
  };
}

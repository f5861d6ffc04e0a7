import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { watch } from 'chokidar';
import type { ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';
import { followFile } from './follow-file.js';
import { ingestFile } from './ingest-file.js';
import type { Tally } from './tally.js';

const again_ms = 2_000;
/** A file that was not written to for so long has come to rest. */
const rest_ms = 5_000;

export interface WatchOptions {
  folder: string;
  time_zone: string;
  /** Ask the disk every so many milliseconds instead of waiting for its events: network shares send none. */
  poll_ms?: number;
  onTaken?: (path: string, tally: Tally) => void;
  /**
   * A file that cannot be read or published now, or does not tell what it is; it is tried again when it changes, and every
   * 2 s. The same trouble of a file is told once.
   */
  onTrouble?: (path: string, error: Error) => void;
}

/** Follows every file in a folder and below it, one at a time, as they come and grow. */
export async function watchFolder(
  stream: Stream,
  pool: Pool,
  { folder, time_zone, poll_ms, onTaken, onTrouble }: WatchOptions,
): Promise<{ stop(): Promise<void> }> {
  const due = new Set<string>();
  /** Size and time of change when a file was last looked at, and since when they are so. */
  const looked = new Map<string, { looks: string; since: number }>();
  const troubles = new Map<string, string>();
  let running: Promise<void> | undefined;
  let stopped = false;

  async function take(path: string): Promise<'taken' | 'again'> {
    const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    // gone since it was seen, or a link to nothing: its coming back is seen again
    if (!there) return 'taken';
    // to open a pipe is to wait for its writer, and the other files would wait too
    if (!there.isFile()) throw new Error('got a pipe, a socket or a device, expected a file');
    // read when it is whole: it does not grow at its end
    const packed = /\.(gz|ndax|mpr)$/i.test(path);
    const rested = atRest(path, there);
    if (packed && !rested) return 'again';
    const options: ReadOptions = { file_name: path, time_zone, live: !packed };
    const tally = packed ? await ingestFile(stream, path, options) : await followFile(stream, pool, path, options);
    if (tally.records > 0 || Object.keys(tally.rejects).length > 0) onTaken?.(path, tally);
    // an event of its next lines may be lost between two others, so it is looked at until it rests
    if (!rested) return 'again';
    if (tally.undecided) throw new Error(`got ${there.size} bytes and no header that is known, expected a cycler file`);
    return 'taken';
  }

  /** Whether a file has stopped growing: packed ones are read whole, and only then can a short one be called unknown. */
  function atRest(path: string, { size, mtimeMs }: { size: number; mtimeMs: number }): boolean {
    const looks = `${size} ${mtimeMs}`;
    const before = looked.get(path);
    const since = before?.looks === looks ? before.since : Date.now();
    looked.set(path, { looks, since });
    // the disk's clock may be another one than ours
    return Date.now() - Math.min(since, mtimeMs) > rest_ms;
  }

  async function takeDue(): Promise<void> {
    const later: string[] = [];
    for (const path of due) {
      if (stopped) return;
      due.delete(path);
      try {
        if ((await take(path)) === 'again') later.push(path);
        troubles.delete(path);
      } catch (error) {
        later.push(path);
        const { message } = error as Error;
        if (troubles.get(path) !== message) onTrouble?.(path, error as Error);
        troubles.set(path, message);
      }
    }
    for (const path of later) due.add(path);
  }

  function wake(): void {
    running ??= takeDue().finally(() => (running = undefined));
  }

  const top = resolve(folder);
  const watcher = watch(top, {
    usePolling: poll_ms !== undefined,
    interval: poll_ms,
    ignored: (path) => /(^|[/\\])\./.test(relative(top, path)),
  });
  for (const event of ['add', 'change'] as const)
    watcher.on(event, (path) => {
      due.add(path);
      wake();
    });
  watcher.on('error', (error) => onTrouble?.(folder, error as Error));
  const again = setInterval(() => due.size > 0 && wake(), again_ms);

  return {
    async stop() {
      stopped = true;
      clearInterval(again);
      await watcher.close();
      await running;
    },
  };
}

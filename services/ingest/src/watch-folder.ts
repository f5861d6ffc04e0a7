import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { watch } from 'chokidar';
import { readSpectra, type ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';
import { followFile } from './follow-file.js';
import { followSpectra } from './follow-spectra.js';
import { holdsRecords } from './holds-records.js';
import { ingestFile } from './ingest-file.js';
import { readHead } from './read-head.js';
import { restOfFiles } from './rest-of-files.js';
import { mayHoldSweeps } from './spectra-bytes.js';
import type { Tally } from './tally.js';

const again_ms = 2_000;
/** How often one is looked at that will soon be known to be whole. */
const soon_ms = 100;

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
  const restOf = restOfFiles();
  const troubles = new Map<string, string>();
  let running: Promise<void> | undefined;
  let soon: NodeJS.Timeout | undefined;
  let stopped = false;

  async function take(path: string): Promise<'taken' | 'again' | 'soon'> {
    const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    // gone since it was seen, or a link to nothing: its coming back is seen again
    if (!there) return 'taken';
    // to open a pipe is to wait for its writer, and the other files would wait too
    if (!there.isFile()) throw new Error('got a pipe, a socket or a device, expected a file');
    const rest = restOf(path, there);
    const { rested } = rest;
    // read when it is whole: it does not grow at its end
    const packed = /\.(gz|ndax|mpr)$/i.test(path);
    if (packed && !rested) return 'again';
    const options: ReadOptions = { file_name: path, time_zone, live: !packed };
    const { head, ends_line } = await readHead(path);
    if (packed || mayHoldSweeps(readSpectra(head, { file_name: path }))) {
      const ready = packed || (rest.whole && (rested || ends_line));
      const followed = ready ? await followSpectra(stream, pool, path, options) : null;
      if (followed) tell(path, followed.tally);
      if (followed?.pending) return 'again';
      if (followed && !followed.has_records) return rested ? 'taken' : 'again';
      // sweeps wait until they are whole, a cycler's records do not
      if (!ready && !holdsRecords(head, options)) return rest.new ? 'soon' : 'again';
    }
    const tally = packed ? await ingestFile(stream, path, options) : await followFile(stream, pool, path, options);
    tell(path, tally);
    // an event of its next lines may be lost between two others, so it is looked at until it rests
    if (!rested) return 'again';
    if (tally.undecided) throw new Error(`got ${there.size} bytes and no header that is known, expected a cycler file`);
    return 'taken';
  }

  function tell(path: string, tally: Tally): void {
    if (tally.records > 0 || tally.spectra > 0 || Object.keys(tally.rejects).length > 0) onTaken?.(path, tally);
  }

  async function takeDue(): Promise<void> {
    const later: string[] = [];
    for (const path of due) {
      if (stopped) return;
      due.delete(path);
      try {
        const found = await take(path);
        if (found !== 'taken') later.push(path);
        if (found === 'soon') wakeSoon();
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

  function wakeSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined;
      if (running) wakeSoon();
      else wake();
    }, soon_ms);
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
      clearTimeout(soon);
      await watcher.close();
      await running;
    },
  };
}

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { openCyclerReader, type ReaderState, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import type { Stream } from '@cellwatch/stream';
import { readSource, saveSource, type Pool } from '@cellwatch/timescale';
import { readingMessages } from './reading-messages.js';
import { addToTally, emptyTally, type Tally } from './tally.js';

const chunkBytes = 256 * 1024;
const fingerprintBytes = 256;

/**
 * Takes what a growing file has gained since it was last taken. Published first, then the place is saved: a crash between
 * the two publishes the same records again. A file that shrank or begins otherwise is another file and is taken whole.
 */
export async function followFile(stream: Stream, pool: Pool, path: string, options: ReadOptions): Promise<Tally> {
  const tally = emptyTally();
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return tally;
    const known = await readSource(pool, path);
    const head = await read(file, 0, Math.min(size, fingerprintBytes));
    const length = known ? Number(known.fingerprint.split(':')[0]) : head.length;
    const same =
      known !== undefined && known.size <= size && known.fingerprint === fingerprint(head.subarray(0, length));
    let taken = same ? known.size : 0;
    const reader = openCyclerReader(options, same ? (known.parser_state as ReaderState) : undefined);
    while (taken < size) {
      const chunk = await read(file, taken, Math.min(chunkBytes, size - taken));
      if (chunk.length === 0) break;
      taken += chunk.length;
      const readings: Reading[] = [...reader.write(chunk), ...reader.flush()];
      await stream.publish(readingMessages(readings));
      addToTally(tally, readings);
      await saveSource(pool, {
        source: path,
        cell_id: tally.test?.cell_id ?? known?.cell_id ?? options.cell_id ?? '',
        fingerprint: same ? known.fingerprint : fingerprint(head),
        size: taken,
        parser_state: reader.state(),
      });
    }
    tally.undecided = reader.state().stage === 'head';
    return tally;
  } finally {
    await file.close();
  }
}

async function read(file: Awaited<ReturnType<typeof open>>, from: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

function fingerprint(head: Uint8Array): string {
  return `${head.length}:${createHash('sha256').update(head).digest('hex').slice(0, 16)}`;
}

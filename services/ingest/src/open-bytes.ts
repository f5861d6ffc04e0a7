import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A source that breaks before its end. */
export class UnreadableError extends Error {}

/**
 * A file's bytes, unpacked where it is gzip, and how many raw bytes were read so far. Where the file breaks, after the bytes
 * that could be read, throws UnreadableError.
 */
export function openBytes(path: string): { chunks: AsyncIterable<Uint8Array>; share(): number } {
  let size = 0;
  let read = () => 0;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const packed = path.endsWith('.gz');
    try {
      ({ size } = await stat(path));
      const raw = createReadStream(path, { highWaterMark: 256 * 1024 });
      read = () => raw.bytesRead;
      yield* packed ? pipeline(raw, createGunzip(), () => undefined) : raw;
    } catch (cause) {
      const expected = packed ? 'a whole gzip file' : 'to read it to its end';
      const { message } = cause as Error;
      throw new UnreadableError(`got "${message}" (${size} bytes), expected ${expected}`, { cause });
    }
  }

  return { chunks: chunks(), share: () => (size === 0 ? 1 : Math.min(1, read() / size)) };
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** A file's bytes from an offset, unpacked where it is gzip, and how many raw bytes were read so far. */
export async function openBytes(
  path: string,
  from = 0,
): Promise<{ chunks: AsyncIterable<Uint8Array>; size: number; read(): number }> {
  const { size } = await stat(path);
  const raw = createReadStream(path, { start: from, highWaterMark: 256 * 1024 });
  const unpacked = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  if (unpacked !== raw) raw.on('error', (error) => unpacked.destroy(error));
  return { chunks: unpacked, size, read: () => raw.bytesRead };
}

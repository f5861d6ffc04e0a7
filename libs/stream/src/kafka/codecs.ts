import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { reasonOf } from '../log.js';
import { unreadableRecords } from './unreadable.js';

const inflated_bytes = 16 * 1024 * 1024;
/** So little is packed and unpacked at once: to hand it to another thread takes several times as long as the work. */
const small_bytes = 16 * 1024;
const { CompressionCodecs, CompressionTypes } = kafkajs;
const deflate = promisify<Buffer, { level: number }, Buffer>(gzip);
const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** kafkajs's own inflates without bound, and packs at a level that costs more than all else in the chain. */
const gzipCodec = {
  async compress({ buffer }: { buffer: Buffer }): Promise<Buffer> {
    return buffer.length <= small_bytes ? gzipSync(buffer, { level: 1 }) : await deflate(buffer, { level: 1 });
  },
  async decompress(packed: Buffer): Promise<Buffer> {
    try {
      const bounds = { maxOutputLength: inflated_bytes };
      return packed.length <= small_bytes ? gunzipSync(packed, bounds) : await inflate(packed, bounds);
    } catch (error) {
      const expected = `expected gzip of at most ${inflated_bytes} bytes`;
      return unreadableRecords(packed, `BadCompression: got ${packed.length} bytes, ${expected}: ${reasonOf(error)}`);
    }
  },
};

/** For the whole process: kafkajs has one table of codecs. */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] = () => gzipCodec;
  for (const name of ['Snappy', 'LZ4', 'ZSTD'] as const)
    CompressionCodecs[CompressionTypes[name]] = () => ({
      compress: () => Promise.reject(new Error(`${name} is not written here`)),
      decompress: (packed: Buffer) =>
        Promise.resolve(unreadableRecords(packed, `BadCompression: got ${name}, expected gzip or none`)),
    });
}

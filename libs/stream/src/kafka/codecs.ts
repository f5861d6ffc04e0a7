import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import kafkajs from 'kafkajs';
import { reasonOf } from '../log.js';
import { unreadableRecords } from './unreadable.js';

const inflated_bytes = 16 * 1024 * 1024;
const { CompressionCodecs, CompressionTypes } = kafkajs;
const deflate = promisify<Buffer, { level: number }, Buffer>(gzip);
const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** kafkajs's own inflates without bound, and packs at a level that costs more than all else in the chain. */
const gzipCodec = {
  compress: (encoder: { buffer: Buffer }) => deflate(encoder.buffer, { level: 1 }),
  async decompress(packed: Buffer): Promise<Buffer> {
    try {
      return await inflate(packed, { maxOutputLength: inflated_bytes });
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

import { partitionCount } from './topics.js';

const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** The key's partition: murmur2 as the Java client computes it, so that every producer of the world agrees. */
export function partitionOf(key: string): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
}

function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let hash = seed ^ bytes.length;
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(view.getInt32(at, true), multiplier);
    word ^= word >>> 24;
    hash = Math.imul(hash, multiplier) ^ Math.imul(word, multiplier);
  }
  const rest = bytes.length - whole;
  if (rest > 2) hash ^= bytes[whole + 2] << 16;
  if (rest > 1) hash ^= bytes[whole + 1] << 8;
  if (rest > 0) hash = Math.imul(hash ^ bytes[whole], multiplier);
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
}

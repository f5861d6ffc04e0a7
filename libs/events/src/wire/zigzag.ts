import { WireError } from './wire-error.js';

/**
 * Zigzag varints of integers below 2^52, as Protobuf packs `repeated sint64`. Written out for columns: numbers below 2^28 take
 * 32-bit arithmetic, the rest doubles; no BigInt.
 */
let bytes = new Uint8Array(8192);

/** Bytes of a zigzag varint by the leading zeros of its magnitude. */
const sizes = Uint8Array.from({ length: 33 }, (_, zeros) => Math.max(1, Math.ceil((33 - zeros) / 7)));

/** How many bytes `packSigned` takes for a number. */
export function signedSize(value: number): number {
  const magnitude = value < 0 ? -value - 1 : value;
  if (magnitude <= 0x7fffffff) return sizes[Math.clz32(magnitude)];
  let size = 5;
  for (let rest = magnitude / 2 ** 34; rest >= 1; rest /= 128) size += 1;
  return size;
}

/** `count` numbers as packed zigzag varints. */
export function packSigned(values: Float64Array, count: number): Uint8Array {
  if (bytes.length < count * 8) bytes = new Uint8Array(count * 8);
  let at = 0;
  for (let index = 0; index < count; index++) {
    const value = values[index];
    if (value >= -0x40000000 && value < 0x40000000) {
      const integer = value | 0;
      let rest = (integer << 1) ^ (integer >> 31);
      while (rest > 127 || rest < 0) {
        bytes[at++] = rest | 128;
        rest >>>= 7;
      }
      bytes[at++] = rest;
    } else {
      let rest = value < 0 ? -2 * value - 1 : 2 * value;
      while (rest > 127) {
        bytes[at++] = (rest % 128) | 128;
        rest = Math.floor(rest / 128);
      }
      bytes[at++] = rest;
    }
  }
  return bytes.slice(0, at);
}

/** Fills `values` with `count` numbers; the bytes must hold exactly so many. */
export function unpackSigned(packed: Uint8Array, values: Float64Array, count: number): void {
  let at = 0;
  for (let index = 0; index < count; index++) {
    let byte = packed[at++];
    let low = byte & 127;
    if (byte > 127) {
      byte = packed[at++];
      low |= (byte & 127) << 7;
      if (byte > 127) {
        byte = packed[at++];
        low |= (byte & 127) << 14;
        if (byte > 127) {
          byte = packed[at++];
          low |= (byte & 127) << 21;
          if (byte > 127) {
            let high = 0;
            let scale = 1;
            do {
              byte = packed[at++];
              high += (byte & 127) * scale;
              scale *= 128;
            } while (byte > 127 && scale < 2 ** 28);
            if (byte > 127 || high >= 2 ** 25)
              throw new WireError(`a varint of 2^53 or more ends at byte ${at} of ${packed.length}`);
            // zigzag by hand: the sign is the lowest bit, and the rest is beyond 32 bits
            const half = (low >>> 1) + high * 2 ** 27;
            values[index] = low & 1 ? -half - 1 : half;
            continue;
          }
        }
      }
    }
    values[index] = (low >>> 1) ^ -(low & 1);
  }
  if (at !== packed.length)
    throw new WireError(`${count} numbers ended at byte ${at} of a column, expected its end at ${packed.length}`);
}

/** How many varints the bytes hold. */
export function countVarints(packed: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < packed.length; at++) if (packed[at] < 128) count += 1;
  return count;
}

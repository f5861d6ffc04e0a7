import { WireError } from './wire-error.js';

// Zigzag varints of integers below 2^52, as Protobuf packs `repeated sint64`, in two halves of 28 bits: no BigInt. Four bytes are
// stored at once whatever their size: sizes vary from value to value, and a processor guesses a branch on them wrong.
const low = 2 ** 28;
let bytes = new Uint8Array(8192);
let buffer = new DataView(bytes.buffer);

/** Bytes of a varint of up to 28 bits by its leading zeros. */
const sizes = Uint8Array.from({ length: 33 }, (_, zeros) => Math.max(1, Math.ceil((32 - zeros) / 7)));
/** The continuation bits of a varint of so many bytes. */
const continued = Int32Array.of(0, 0, 0x80, 0x8080, 0x808080);
const allContinued = 0x80808080 | 0;

/** 2v, or -2v - 1 for a negative: noise has signs that no processor guesses, so without a branch. Exact below 2^51. */
function zigzagOf(value: number): number {
  return Math.abs(2 * value + 0.5) - 0.5;
}

/** 28 bits, seven in each byte. */
function spread(bits: number): number {
  return (bits & 0x7f) | ((bits & 0x3f80) << 1) | ((bits & 0x1fc000) << 2) | ((bits & 0xfe00000) << 3);
}

/** How many bytes `packSigned` takes for a number. */
export function signedSize(value: number): number {
  const zigzag = zigzagOf(value);
  return zigzag < low ? sizes[Math.clz32(zigzag)] : 4 + sizes[Math.clz32(Math.floor(zigzag / low))];
}

/** `count` numbers as packed zigzag varints. */
export function packSigned(values: Float64Array, count: number): Uint8Array {
  if (bytes.length < count * 8 + 8) {
    bytes = new Uint8Array(count * 8 + 8);
    buffer = new DataView(bytes.buffer);
  }
  const view = buffer;
  let at = 0;
  for (let index = 0; index < count; index++) {
    const zigzag = zigzagOf(values[index]);
    const high = Math.floor(zigzag / low);
    let rest = zigzag - high * low;
    if (high > 0) {
      view.setInt32(at, spread(rest) | allContinued, true);
      at += 4;
      rest = high;
    }
    const size = sizes[Math.clz32(rest)];
    view.setInt32(at, spread(rest) | continued[size], true);
    at += size;
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

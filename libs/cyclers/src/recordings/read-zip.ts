import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestComment = 65_535;
const mostUnpacked = 2 ** 30;

/**
 * The files in a zip archive, by name, each unpacked when it is asked for. Undefined where the archive has no directory at its
 * end: it was cut. Throws on what an archive may have and a tester's does not: encryption, another packing.
 */
export function readZip(bytes: Uint8Array): Map<string, () => Uint8Array> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const least = Math.max(0, end - longestComment);
  while (end >= least && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < least) return undefined;
  const files = new Map<string, () => Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry)
      throw new Error(`got no entry at byte ${at} of a zip archive, expected ${left} more`);
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const extra = at + 46 + nameLength;
    const { size, packed, local } = placeOf(view, at, extra, extra + view.getUint16(at + 30, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    files.set(name, () => {
      if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || size > mostUnpacked)
        throw new Error(
          `${name}: got packing ${method}, flags ${flags}, ${size} bytes, expected at most ${mostUnpacked}, stored or deflated`,
        );
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const content = bytes.subarray(from, from + packed);
      // what unpacks to more than it says is no tester's file
      const whole = method === 0 ? content : new Uint8Array(inflateRawSync(content, { maxOutputLength: size || 1 }));
      if (whole.length !== size) throw new Error(`${name}: got ${whole.length} bytes, expected ${size}`);
      return whole;
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

const zip64 = 0x0001;
const elsewhere = 0xffffffff;

/** Sizes and place of an entry; what does not fit into 32 bits, or is written as if it did not, stands in the zip64 extra. */
function placeOf(view: DataView, at: number, extra: number, end: number): Record<'size' | 'packed' | 'local', number> {
  const place = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    local: view.getUint32(at + 42, true),
  };
  let field = extra;
  while (field + 4 <= end && view.getUint16(field, true) !== zip64) field += 4 + view.getUint16(field + 2, true);
  let value = field + 4;
  for (const name of ['size', 'packed', 'local'] as const) {
    if (place[name] !== elsewhere) continue;
    place[name] = Number(view.getBigUint64(value, true));
    value += 8;
  }
  return place;
}

const page = 4096;
const bitmapAt = 4;
const recordsAt = 132;

/** Records of one kind in a Neware .ndc file: where each lies in `bytes`, and its place counted over all slots. */
export interface NdcRecords {
  view: DataView;
  offsets: Int32Array;
  /** 0-based slot of each: records of `data.ndc` have no number of their own. */
  places: Int32Array;
}

/** Kind and version of an .ndc file. */
export function ndcVersion(bytes: Uint8Array): { kind: number; version: number } {
  return { kind: bytes[0], version: bytes[2] };
}

/** Pages of 4096 bytes after a first one of facts: a bitmap of the slots in use, then the slots. */
export function ndcRecords(bytes: Uint8Array, size: number): NdcRecords {
  const slots = Math.floor((page - recordsAt - 1) / size);
  const pages = Math.max(0, Math.floor(bytes.length / page) - 1);
  const offsets = new Int32Array(pages * slots);
  const places = new Int32Array(pages * slots);
  let count = 0;
  for (let p = 0; p < pages; p++) {
    const base = (p + 1) * page;
    for (let slot = 0; slot < slots; slot++) {
      if (((bytes[base + bitmapAt + (slot >> 3)] >> (slot & 7)) & 1) === 0) continue;
      offsets[count] = base + recordsAt + slot * size;
      places[count++] = p * slots + slot;
    }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, offsets: offsets.subarray(0, count), places: places.subarray(0, count) };
}

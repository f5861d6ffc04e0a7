const byteaType = 17;

/** The values as one binary parameter of type bytea[]: as text they would take twice the bytes, and an escape each. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const header = 20;
  const size = values.reduce((sum, value) => sum + 4 + value.length, header);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  array.writeInt32BE(0, 4);
  array.writeInt32BE(byteaType, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = header;
  for (const value of values) {
    array.writeInt32BE(value.length, at);
    array.set(value, at + 4);
    at += 4 + value.length;
  }
  return values.length === 0 ? array.subarray(0, 12) : array;
}

const textType = 25;
const header = 20;

/** The texts as one binary parameter of type text[]: written as text, each quotation mark of a state would take an escape. */
export function textArray(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const array = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + size, header));
  array.writeInt32BE(texts.length === 0 ? 0 : 1, 0);
  array.writeInt32BE(0, 4);
  array.writeInt32BE(textType, 8);
  array.writeInt32BE(texts.length, 12);
  array.writeInt32BE(1, 16);
  let at = header;
  for (const [index, text] of texts.entries()) {
    array.writeInt32BE(sizes[index], at);
    array.write(text, at + 4);
    at += 4 + sizes[index];
  }
  return texts.length === 0 ? array.subarray(0, 12) : array;
}

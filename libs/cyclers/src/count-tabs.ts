/** The same memory as words: what dropped columns hold is passed over four bytes at a time. */
export interface Words {
  words: Int32Array;
  /** Where the bytes begin in them. */
  base: number;
}

export function wordsOf(bytes: Uint8Array): Words {
  const { buffer, byteOffset } = bytes;
  return { words: new Int32Array(buffer, 0, buffer.byteLength >> 2), base: byteOffset };
}

export const found = { newline: 0 };

/** Tabs from `start` to the next line feed, which must follow; its offset goes to `found.newline`. */
export function countTabs(bytes: Uint8Array, { words, base }: Words, start: number): number {
  let count = 0;
  let i = start;
  for (; ((base + i) & 3) !== 0; i++) {
    if (bytes[i] === 10) {
      found.newline = i;
      return count;
    }
    if (bytes[i] === 9) count++;
  }
  for (let k = (base + i) >> 2; k < words.length; k++, i += 4) {
    const word = words[k];
    if (bytesEqual(word ^ 0x0a0a0a0a) !== 0) break;
    // one flag a tab, in the top bit of its byte: the product adds the four up
    count += Math.imul(bytesEqual(word ^ 0x09090909) >>> 7, 0x01010101) >>> 24;
  }
  for (; bytes[i] !== 10; i++) if (bytes[i] === 9) count++;
  found.newline = i;
  return count;
}

/** The top bit of every byte that is zero. */
function bytesEqual(word: number): number {
  return ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) & 0x80808080;
}

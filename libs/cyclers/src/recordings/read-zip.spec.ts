import { deflateRawSync } from 'node:zlib';
import { readZip } from './read-zip.js';

interface Made {
  name: string;
  content: string;
  packed?: boolean;
  size?: number;
  flags?: number;
  zip64?: boolean;
}

/** A zip archive by hand. `size` and `flags` are what it claims. */
function zip(files: readonly Made[], comment = ''): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, packed = false, size = content.length, flags = 0, zip64 = false } of files) {
    const body = packed ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length + (zip64 ? 20 : 0));
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(zip64 ? 0xffffffff : body.length, 20);
    entry.writeUInt32LE(zip64 ? 0xffffffff : size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(zip64 ? 20 : 0, 30);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    if (zip64) {
      entry.writeUInt16LE(1, 46 + name.length);
      entry.writeUInt16LE(16, 48 + name.length);
      entry.writeBigUInt64LE(BigInt(size), 50 + name.length);
      entry.writeBigUInt64LE(BigInt(body.length), 58 + name.length);
    }
    parts.push(local, body);
    directory.push(entry);
    at += local.length + body.length;
  }
  const end = Buffer.alloc(22 + comment.length);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  end.write(comment, 22);
  return Uint8Array.from(Buffer.concat([...parts, ...directory, end]));
}

const content = (bytes: Uint8Array, name: string) => Buffer.from(readZip(bytes)!.get(name)!()).toString();

test('stored, deflated, and sizes in the zip64 extra; a comment at the end', () => {
  const bytes = zip(
    [
      { name: 'a', content: 'stored' },
      { name: 'b/c', content: 'deflated '.repeat(100), packed: true },
      { name: 'd', content: 'sixty-four', packed: true, zip64: true },
      { name: 'e', content: '' },
    ],
    'a comment',
  );
  expect([...readZip(bytes)!.keys()]).toEqual(['a', 'b/c', 'd', 'e']);
  expect(content(bytes, 'a')).toBe('stored');
  expect(content(bytes, 'b/c')).toBe('deflated '.repeat(100));
  expect(content(bytes, 'd')).toBe('sixty-four');
  expect(content(bytes, 'e')).toBe('');
});

test('cut anywhere, it has no directory', () => {
  const bytes = zip([{ name: 'a', content: 'stored' }]);
  for (let length = 0; length < bytes.length; length++) expect(readZip(bytes.subarray(0, length))).toBeUndefined();
});

test.each<[string, Partial<Made>, RegExp]>([
  ['unpacks to more than it says', { packed: true, size: 3 }, /larger than 3 bytes|buffer/i],
  ['says it is larger than anything', { packed: true, size: 0xfffffffe }, /4294967294 bytes, expected at most/],
  ['holds less than it says', { size: 9999 }, /got \d+ bytes, expected 9999/],
  ['is encrypted', { flags: 1 }, /flags 1/],
])('an entry that %s is refused', (_, made, message) => {
  const bytes = zip([{ name: 'a', content: 'x'.repeat(100), ...made }]);
  expect(() => readZip(bytes)!.get('a')!()).toThrow(message);
});

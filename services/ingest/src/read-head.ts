import { open } from 'node:fs/promises';

const headBytes = 64 * 1024;

/** The first bytes of a file, and whether its last is the end of a line. */
export async function readHead(path: string): Promise<{ head: Uint8Array; ends_line: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (from: number, length: number) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    const [last] = size > 0 ? await read(size - 1, 1) : [];
    return { head: await read(0, Math.min(size, headBytes)), ends_line: last === 10 };
  } finally {
    await file.close();
  }
}

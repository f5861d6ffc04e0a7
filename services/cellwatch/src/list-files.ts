import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError, exitCodes } from './exit-codes.js';

/** The files meant by some paths: a file is itself, a folder is every file in and below it that is not hidden. */
export async function listFiles(paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const there = await stat(path).catch((cause: Error) => {
      throw new UserError(`${path}: ${cause.message}`, exitCodes.usage);
    });
    if (!there.isDirectory()) {
      found.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    found.push(...files.map((entry) => join(entry.parentPath, entry.name)).sort());
  }
  return found;
}

import { createHash } from 'node:crypto';

/** Longest name of a cell, a test, a channel. */
const longest = 200;

/** A name that fits into a key; of a longer one its beginning, and a hash of all of it, so that two stay two. */
export function shortName(name: string): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  // not between the halves of one character
  return `${name.slice(0, longest - 17).replace(/[\ud800-\udbff]$/, '')}-${hash}`;
}

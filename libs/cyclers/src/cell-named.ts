import { shortName } from './short-name.js';

/** A cell's name where nobody gave one: the test's or the file's name, in letters that are safe in a key and an address. */
export function cellNamed(name: string): string {
  const bare = name
    .replace(/^.*[\\/]/, '')
    .replace(/\.gz$/i, '')
    .replace(/\.(\d{3}|[a-z]{3})$/i, '');
  return shortName(bare.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^_+|_+$/g, '')) || 'unassigned';
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './program.js';
import { unexercised } from './unexercised.js';

const folder = join(root, '../shared/data');

/** A real file that none of us wrote. Without the folder the tests that need it are skipped, loudly; in CI they fail. */
export function sharedData(name: string): string {
  return join(folder, name);
}

export function hasSharedData(): boolean {
  if (existsSync(folder)) return true;
  unexercised('real cycler files: the shared data folder is not beside the checkout');
  return false;
}

// `npm run truth`: computes every number that the paper prints, writes TRUTH.md, and prints it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--forceExit',
    '--silent',
    'tests/truth',
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CELLWATCH_WRITE_TRUTH: '1' } },
);
process.stdout.write(readFileSync(join(root, 'TRUTH.md'), 'utf8'));
process.exit(status ?? 1);

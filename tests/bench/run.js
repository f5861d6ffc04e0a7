// Every *.bench.ts: figures as ratios against a baseline of the same run. `npm run bench -- fold copy` runs some.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const wanted = process.argv.slice(2);
const npx = (...args) => spawnSync('npx', ['--no-install', ...args], { stdio: ['ignore', 'ignore', 'inherit'] }).status;
if (npx('tsc', '-b') !== 0 || npx('tsc', '-p', 'tests/bench/tsconfig.json') !== 0) process.exit(1);

for (const file of readdirSync('tests/bench').filter((name) => name.endsWith('.bench.ts'))) {
  if (wanted.length > 0 && !wanted.some((word) => file.startsWith(word))) continue;
  const module = await import(join(root, 'node_modules/.cache/cellwatch/tests/bench', file.replace('.ts', '.js')));
  const [bench] = Object.values(module).filter((value) => typeof value === 'function');
  for (const { name, ratio, baseline, detail } of await bench())
    console.log(`${name.padEnd(44)} ${ratio.toFixed(2).padStart(8)} × ${baseline}  (${detail})`);
}
process.exit(0);

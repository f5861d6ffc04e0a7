// `npm run evaluate`: watches the simulated fleets, writes EVALUATION.md, and prints it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const npx = (...args) => spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit' }).status;
if (npx('tsc', '-b', 'libs/detection', 'libs/synthetic-cell') !== 0) process.exit(1);
if (npx('tsc', '-p', 'tests/evaluate/tsconfig.json') !== 0) process.exit(1);

const { evaluate } = await import(join(root, 'node_modules/.cache/cellwatch/tests/evaluate/evaluate.js'));
process.stdout.write(await evaluate(join(root, 'EVALUATION.md')));

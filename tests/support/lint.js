// Walls, rules and format in one go; every part runs, any failure fails.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const sources = ['libs', 'services'].flatMap((kind) => readdirSync(kind).map((name) => `${kind}/${name}/src`));
const parts = [
  ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...sources],
  ['eslint', '.'],
  ['prettier', '--check', '.', '--log-level', 'warn'],
];
const failed = parts.filter(([command, ...args]) => {
  const { status } = spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`lint failed: ${failed.map(([command]) => command).join(', ')}`);
  process.exit(1);
}

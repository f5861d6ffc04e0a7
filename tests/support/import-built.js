// Faults of ESM hide from the tests, which run from sources: every package must load as it is built.
import { readdirSync, readFileSync } from 'node:fs';

const folders = ['libs', 'services'].flatMap((kind) => readdirSync(kind).map((name) => `${kind}/${name}`));
for (const folder of folders) {
  const { name } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const exported = Object.keys(await import(name));
  if (exported.length === 0) throw new Error(`${name} exports nothing`);
}
console.log(`${folders.length} packages load`);
process.exit(0);

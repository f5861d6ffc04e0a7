#!/usr/bin/env node
// npm links no bin whose file is missing, so this launcher is committed; it builds what is stale, then hands over.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stamp = join(root, 'node_modules/.cache/cellwatch/built');

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

function packages() {
  return ['libs', 'services'].flatMap((kind) =>
    readdirSync(join(root, kind))
      .map((name) => join(root, kind, name))
      .filter((folder) => existsSync(join(folder, 'tsconfig.json'))),
  );
}

/** Names, sizes and times of all sources; undefined where the sources were left out (a container image). */
function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of packages()) {
    if (!existsSync(join(folder, 'src'))) return undefined;
    if (!existsSync(join(folder, 'dist/index.js'))) hash.update(`missing ${folder}`);
    for (const path of [...sources(join(folder, 'src')), join(folder, 'package.json')]) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function build() {
  // Set by whoever has just built, so that many processes at once do not look again.
  if (process.env.CELLWATCH_BUILT === '1') return;
  const wanted = fingerprint();
  if (wanted === undefined || (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)) return;
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  process.stderr.write('cellwatch: building, because the sources changed …\n');
  const built = spawnSync(process.execPath, [compiler, '-b', root], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) {
    process.stderr.write(`cellwatch: the build failed (${built.error?.message ?? `exit ${built.status}`})\n`);
    process.exit(70);
  }
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, fingerprint());
}

build();
const { main } = await import('../dist/index.js');
await main(process.argv);

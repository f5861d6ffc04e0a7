import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function lintPlanted(file: string, text: string): { status: number | null; output: string } {
  const path = join(root, file);
  writeFileSync(path, text);
  try {
    const args = [
      '--no-install',
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      file,
    ];
    const { status, stdout } = spawnSync('npx', args, { cwd: root, encoding: 'utf8' });
    return { status, output: stdout };
  } finally {
    rmSync(path);
  }
}

test.each([
  ['libs/events/src/planted-by-a-test.ts', `import 'kafkajs';`, 'kafkajs-behind-the-port'],
  ['libs/electrochem/src/planted-by-a-test.ts', `import 'node:fs';`, 'pure-imports-pure'],
  ['libs/detection/src/planted-by-a-test.ts', `import '@cellwatch/timescale';`, 'pure-imports-pure'],
  ['services/cycles/src/planted-by-a-test.ts', `import '@cellwatch/store';`, 'services-apart'],
  ['services/store/src/planted-by-a-test.ts', `import 'pg';`, 'pg-in-the-sql-rooms'],
  ['libs/stream/src/planted-by-a-test.ts', `import '@cellwatch/nothing-of-the-kind';`, 'resolves'],
])('%s with "%s" breaks %s', (file, text, rule) => {
  const { status, output } = lintPlanted(file, `${text}\n`);
  expect(output).toContain(rule);
  expect(status).not.toBe(0);
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/temporary-folder.js';

const script = fileURLToPath(new URL('../../libs/electrochem/bin/write-quantities.js', import.meta.url));
const run = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stderr };
};

/** A package of one formula, whose doc comment has these tags. */
function packageWith(tags: readonly string[], spec: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'src'));
  const comment = ['/**', ' * Half of it.', ...tags.map((tag) => ` * @${tag} of ${tag} | or`), ' */'].join('\n');
  writeFileSync(join(folder, 'src/index.ts'), `export { half, type Whole } from './half.js';\n`);
  writeFileSync(
    join(folder, 'src/half.ts'),
    `export type Whole = number;\n${comment}\nexport function half(whole: Whole): number {\n  return whole / 2;\n}\n`,
  );
  writeFileSync(join(folder, 'src/half.spec.ts'), spec);
  return folder;
}
const all = ['quantity', 'symbol', 'unit', 'formula', 'convention', 'source'];
const spec = `test.each([['two', 1]])('half of %s is %p', () => {});\ntest('second', () => {});\n`;

test('the page of quantities is what the doc comments say, and every exported formula is in it', () => {
  expect(run('--check')).toEqual({ status: 0, stderr: '' });
});

test('a page is written, and a mended comment makes it stale', () => {
  const folder = packageWith(all, spec);
  expect(run(folder, '--check').status).toBe(1);
  expect(run(folder)).toEqual({ status: 0, stderr: '' });
  expect(run(folder, '--check').status).toBe(0);
  const page = readFileSync(join(folder, 'QUANTITIES.md'), 'utf8');
  expect(page).toContain('[of quantity \\| or](src/half.ts) | of symbol \\| or |');
  expect(page).toContain('[half of two is 1](src/half.spec.ts)');

  const source = join(folder, 'src/half.ts');
  writeFileSync(source, readFileSync(source, 'utf8').replace('of unit', 'of another unit'));
  const { status, stderr } = run(folder, '--check');
  expect(status).toBe(1);
  expect(stderr).toContain('is not what the sources say');
});

test('an exported formula without a tag is named, each tag by itself', () => {
  const { status, stderr } = run(packageWith([], spec), '--check');
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual(all.map((missing) => `src/half.ts: half has no @${missing}`));
});

test('an exported formula without a test is named', () => {
  const { status, stderr } = run(packageWith(all, '// nothing yet\n'), '--check');
  expect(status).toBe(1);
  expect(stderr.trim()).toBe('src/half.spec.ts: no test of half');
});

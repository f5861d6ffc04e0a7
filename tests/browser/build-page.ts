import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The page’s modules are served as they are compiled: brings them up to date, without the rest. */
export function buildPage(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'services/board/src/page'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the page does not compile:\n${stdout}`);
}

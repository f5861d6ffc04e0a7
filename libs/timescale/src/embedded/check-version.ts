import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Throws when a cluster was written by another major version than this server's. */
export async function checkVersion(postgres: string, data: string): Promise<void> {
  const written = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await promisify(execFile)(postgres, ['--version']);
  const [, ours] = /\(PostgreSQL\) (\d+)/.exec(stdout) ?? [];
  if (ours !== written)
    throw new Error(
      `${data} was written by PostgreSQL ${written}, and this program brings ${ours}: ` +
        'expected the same major version; export it with the program that wrote it, or use another folder',
    );
}

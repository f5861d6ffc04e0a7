import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainFailure } from './explain-failure.js';
import { spawnAs, type ServerUser } from './server-user.js';

/** Makes a cluster at `data` with a password of its own, kept beside it; a cut-off attempt leaves nothing at `data`. */
export async function initialiseCluster(initdb: string, data: string, user: ServerUser): Promise<string> {
  const folder = dirname(data);
  const making = `${data}.new`;
  const secret = join(folder, 'password.new');
  const password = randomBytes(18).toString('base64url');
  await rm(making, { recursive: true, force: true });
  await rm(secret, { force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [making, secret]) await chown(path, user.uid, user.gid!);
  const args = ['--username=cellwatch', '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale=C'];
  const output = await run(initdb, [`--pgdata=${making}`, ...args], user, folder);
  if (output !== null) {
    await rm(making, { recursive: true, force: true });
    throw new Error(`the embedded database could not be made in ${folder}: ${explainFailure(output)}`);
  }
  // Written anew, so that it is ours and not the server's.
  await rm(secret);
  await writeFile(passwordFile(data), `${password}\n`, { mode: 0o600 });
  await rename(making, data);
  return password;
}

export async function readPassword(data: string): Promise<string> {
  const password = await readFile(passwordFile(data), 'utf8').catch((cause: Error) => {
    throw new Error(`the embedded database's password cannot be read: ${cause.message}`, { cause });
  });
  return password.trim();
}

function passwordFile(data: string): string {
  return join(dirname(data), 'password');
}

/** Null when all went well, else what it said. */
function run(command: string, args: string[], user: ServerUser, cwd: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawnAs(user, command, args, { cwd, env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    child.stdout?.on('data', (part) => (output += part));
    child.stderr?.on('data', (part) => (output += part));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? null : `${output}\nended with ${code ?? signal}`));
  });
}

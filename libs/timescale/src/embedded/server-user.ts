import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom the server runs as; empty: as we do. */
export interface ServerUser {
  uid?: number;
  gid?: number;
  /** That user may not enter what root may: the program that lets it. */
  through?: string[];
}

const name = 'postgres';

/**
 * PostgreSQL refuses to run as root: there it runs as the owner of its data, or as a user of its own, made if need be. A checkout
 * under root's own folder is closed to that user; where `setpriv` is there, it is given root's right to enter.
 */
export function serverUser(data: string, entered: string[]): ServerUser {
  const owner = statSync(data, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  if (uid === undefined) return {};
  if (uid !== 0) {
    if (owner && owner.uid !== uid)
      throw new Error(`${data} belongs to user ${owner.uid}, and this is user ${uid}: expected a folder of our own`);
    return {};
  }
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : (lookUp() ?? makeUser());
  const enters = entered.every((path) => spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0);
  if (enters || spawnSync('setpriv', ['--version']).status !== 0) return user;
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  return { ...user, through: ['setpriv', ...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'] };
}

/** Starts a program as that user. */
export function spawnAs(user: ServerUser, command: string, args: string[], options: SpawnOptions): ChildProcess {
  const { through, uid, gid } = user;
  if (!through) return spawn(command, args, { ...options, uid, gid });
  const [launcher, ...before] = through;
  return spawn(launcher, [...before, command, ...args], options);
}

function makeUser(): { uid: number; gid: number } {
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/bin/false', name], { encoding: 'utf8' });
  const user = lookUp();
  if (user) return user;
  throw new Error(
    `PostgreSQL cannot run as root, and the user ${name} could not be made (${made.error?.message ?? made.stderr.trim()}): ` +
      'run as another user',
  );
}

function lookUp(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

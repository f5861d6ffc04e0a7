import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom the server runs as; empty: as we do. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

const name = 'postgres';

/** PostgreSQL refuses to run as root: there it runs as the owner of its folder, or as a user of its own, made if need be. */
export function serverUser(data: string): ServerUser {
  const owner = statSync(data, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  if (uid === undefined) return {};
  if (uid !== 0) {
    if (owner && owner.uid !== uid)
      throw new Error(`${data} belongs to user ${owner.uid}, and this is user ${uid}: expected a folder of our own`);
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = lookUp();
  if (found) return found;
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/bin/false', name], { encoding: 'utf8' });
  const user = lookUp();
  if (!user)
    throw new Error(
      `PostgreSQL cannot run as root, and the user ${name} could not be made (${made.error?.message ?? made.stderr.trim()}): ` +
        'run as another user',
    );
  return user;
}

function lookUp(): ServerUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

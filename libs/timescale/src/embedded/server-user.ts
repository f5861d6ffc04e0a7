import { spawnSync } from 'node:child_process';

export interface ServerUser {
  uid?: number;
  gid?: number;
}

const name = 'postgres';

/** PostgreSQL refuses to run as root: there it gets a user of its own, made if need be; elsewhere it runs as we do. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp();
  if (found) return found;
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/bin/false', name], { encoding: 'utf8' });
  const user = lookUp();
  if (!user)
    throw new Error(
      `PostgreSQL cannot run as root, and the user ${name} could not be made (${made.error?.message ?? made.stderr.trim()}): run as another user`,
    );
  return user;
}

function lookUp(): ServerUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

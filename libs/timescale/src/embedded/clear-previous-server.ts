import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A server outlives a program that was killed, and its pid file outlives both. Stops the first, removes the second, and throws
 * when the folder is in use by a program that lives.
 */
export async function clearPreviousServer(data: string, owner: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number(read(file).split('\n')[0]);
  if (!pid) return;
  if (!isServerOf(pid, data)) {
    // Another process may have got the number since: the server itself would refuse to start.
    rmSync(file, { force: true });
    return;
  }
  const program = Number(read(owner));
  if (program && program !== process.pid && isAlive(program))
    throw new Error(`${data} is in use by process ${program}: stop it first, or use another folder`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isServerOf(pid, data); waited += 50) {
    if (waited === 30_000) process.kill(pid, 'SIGQUIT');
    if (waited >= 60_000) throw new Error(`the previous server of ${data}, process ${pid}, does not end`);
    await sleep(50);
  }
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  const line = `/proc/${pid}/cmdline`;
  // Without /proc only the number speaks; the server checks it once more.
  return existsSync('/proc/self/cmdline') ? read(line).split('\0').includes(data) : true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

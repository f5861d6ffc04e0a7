import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './program.js';

export interface ServiceProcess {
  name: string;
  /** `kill -9`; it is started again, as whoever runs a fleet would. */
  kill(): void;
  /** How often it was started. */
  starts(): number;
  /** What it wrote lately. */
  said(): string;
  stop(): Promise<void>;
}

/** One service as a process of its own, as built, started again whenever it ends. `crash_at` is for its first process alone. */
export function runServiceProcess(name: string, env: Record<string, string>, crash_at?: string): ServiceProcess {
  let child: ChildProcess;
  let stopping = false;
  let starts = 0;
  let said = '';
  function start(): void {
    starts += 1;
    const crash = crash_at !== undefined && starts === 1;
    const preload = crash ? ['--import', pathToFileURL(join(root, 'tests/support/crash-at.js')).href] : [];
    child = spawn(process.execPath, [...preload, join(root, `services/${name}/dist/main.js`)], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', HEALTH_PORT: '0', ...(crash && { CRASH_AT: crash_at }), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (text: string) => (said = (said + text).slice(-20_000));
    child.stdout!.setEncoding('utf8').on('data', keep);
    child.stderr!.setEncoding('utf8').on('data', keep);
    child.once('close', () => {
      if (!stopping) setTimeout(start, 50);
    });
  }
  start();
  return {
    name,
    kill: () => void child.kill('SIGKILL'),
    starts: () => starts,
    said: () => said,
    async stop() {
      stopping = true;
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(root, 'services/cellwatch/bin/cellwatch.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  process: ChildProcess;
  /** All that was written to standard error so far. */
  said(): string;
  /** Resolves when standard error holds `text`; rejects when the program ends before. */
  untilSaid(text: string | RegExp): Promise<void>;
  ended: Promise<Ended>;
}

/** Runs the program as a person would, from what `npm test` has built. */
export function runProgram(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: root,
    env: { ...process.env, CELLWATCH_BUILT: '1', NODE_OPTIONS: '', DATABASE_URL: '', KAFKA_BROKERS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return {
    process: child,
    said: () => stderr,
    ended,
    async untilSaid(text) {
      const there = () => (typeof text === 'string' ? stderr.includes(text) : text.test(stderr));
      while (!there()) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(
            `the program ended (${child.exitCode ?? child.signalCode}) before it said ${text}: ${stderr}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

import { createHash } from 'node:crypto';
import { mkdir, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the process that owns a data folder tells the other verbs over its socket. */
export interface Owner {
  pid: number;
  database_url: string;
  kafka_brokers?: string;
  board_url: string | null;
}

/** In the data folder, unless its path is longer than a socket's may be. */
function socketPath(folder: string): string {
  const inside = join(resolve(folder), 'owner.sock');
  if (inside.length < 100) return inside;
  return join(tmpdir(), `cellwatch-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}.sock`);
}

/** Asks who owns the folder; null when nobody does. */
export function askOwner(folder: string): Promise<Owner | null> {
  return new Promise((answer, reject) => {
    const socket = createConnection(socketPath(folder));
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => (text += part));
    socket.on('end', () => answer(text === '' ? null : (JSON.parse(text) as Owner)));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      ['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '') ? answer(null) : reject(error),
    );
  });
}

/** The folder is owned: says by whom, so that a person can find the running program. */
export class OwnedError extends Error {
  constructor(
    folder: string,
    readonly owner: Owner,
  ) {
    super(
      `${resolve(folder)} is already in use by process ${owner.pid}` +
        (owner.board_url ? `: open ${owner.board_url}` : '') +
        `. Stop it first, or give another folder with --data.`,
    );
  }
}

/** Takes the folder for this process, until `release`. Throws OwnedError when another process has it. */
export async function takeFolder(folder: string): Promise<{ announce(owner: Owner): void; release(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const present = await askOwner(folder);
  if (present) throw new OwnedError(folder, present);
  let announced: Owner = { pid: process.pid, database_url: '', board_url: null };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(announced));
  });
  // A socket that nobody answers was left by a process that was killed.
  await unlink(socketPath(folder)).catch(() => undefined);
  await listen(server, socketPath(folder));
  return {
    announce: (owner) => (announced = owner),
    release: () => new Promise((done) => server.close(() => done())),
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((ready, reject) => {
    server.once('error', reject);
    server.listen(path, () => ready());
  });
}

import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';

/** The port that was asked for, else the one that was used before, else a free one. */
export async function choosePort(file: string, wanted?: number): Promise<number> {
  if (wanted !== undefined) {
    const free = await probe(wanted);
    if (free === null)
      throw new Error(`port ${wanted} of 127.0.0.1 is taken by another program: expected a free one for the database`);
    return free;
  }
  const kept = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = (kept > 0 ? await probe(kept) : null) ?? (await probe(0))!;
  await writeFile(file, `${port}\n`);
  return port;
}

function probe(port: number): Promise<number | null> {
  return new Promise((answer, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      ['EADDRINUSE', 'EACCES'].includes(error.code ?? '') ? answer(null) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => answer(found));
    });
  });
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EncodedCopy } from './encode-copy.js';

/** Sends encoded records into `table` by the server's binary COPY. */
export async function copyRecords(client: PoolClient, table: string, { columns, chunks }: EncodedCopy): Promise<void> {
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
  await pipeline(Readable.from(chunks), copy);
}

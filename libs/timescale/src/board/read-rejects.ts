import type { Queryable } from '../pool.js';

export interface LandedReject {
  source: string;
  line: number;
  reason: string;
  cell_id: string;
  test_id: string | null;
  message: string;
  received_at: Date;
  byte_count: number;
  /** The first 512 of the refused bytes. */
  bytes_base64: string;
}

/** What was refused, the newest first; of one cell, or of all. */
export async function readRejects(
  client: Queryable,
  { cell_id = null, limit }: { cell_id?: string | null; limit: number },
): Promise<LandedReject[]> {
  const { rows } = await client.query<LandedReject>(
    `select source, line::float8 as line, reason, cell_id, test_id, message, received_at,
      octet_length(bytes) as byte_count,
      translate(encode(substring(bytes from 1 for 512), 'base64'), E'\\n', '') as bytes_base64
    from rejects
    where $1::text is null or cell_id = $1
    order by received_at desc, source, line
    limit $2`,
    [cell_id, limit],
  );
  return rows;
}

import type { Pool } from '../pool.js';

/** How far a growing source has been taken, and its parser's state there. */
export interface Source {
  source: string;
  cell_id: string;
  /** Of its first bytes: another file under the same name begins anew. */
  fingerprint: string;
  size: number;
  parser_state: unknown;
}

export async function readSource(pool: Pool, source: string): Promise<Source | undefined> {
  const { rows } = await pool.query<Source>(
    `select source, cell_id, fingerprint, size::float8 as size, parser_state from sources where source = $1`,
    [source],
  );
  return rows[0];
}

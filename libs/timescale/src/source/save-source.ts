import type { Pool } from '../pool.js';
import type { Source } from './read-source.js';

export async function saveSource(pool: Pool, source: Source): Promise<void> {
  await pool.query(
    `insert into sources (source, cell_id, fingerprint, size, parser_state)
    values ($1, $2, $3, $4, $5)
    on conflict (source) do update set
      cell_id = excluded.cell_id, fingerprint = excluded.fingerprint, size = excluded.size,
      parser_state = excluded.parser_state, seen_at = now()`,
    [source.source, source.cell_id, source.fingerprint, source.size, JSON.stringify(source.parser_state)],
  );
}

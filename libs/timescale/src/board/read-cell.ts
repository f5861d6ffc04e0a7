import type { CellFacts } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export interface SeenCell {
  cell_id: string;
  first_seen_at: Date;
  facts: CellFacts;
}

/** A cell with its current facts; undefined where it was never seen. */
export async function readCell(client: Queryable, cell_id: string): Promise<SeenCell | undefined> {
  const { rows } = await client.query<SeenCell>(
    `select cell_id, first_seen_at,
      facts || jsonb_build_object('cell_id', cell_id, 'facts_version', facts_version) as facts
    from cells where cell_id = $1`,
    [cell_id],
  );
  return rows[0];
}

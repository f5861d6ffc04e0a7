import type { CellFacts } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export interface DeclaredFacts {
  facts_version: string;
  declared_at: Date;
  /** They hold now. */
  current: boolean;
  facts: Omit<CellFacts, 'cell_id' | 'facts_version'>;
}

/** Every version of a cell's facts, in the order in which they were first declared. */
export async function readFactsHistory(client: Queryable, cell_id: string): Promise<DeclaredFacts[]> {
  const { rows } = await client.query<DeclaredFacts>(
    `select declared.facts_version, declared.declared_at, declared.facts,
      declared.facts_version = cells.facts_version as current
    from cell_facts declared join cells using (cell_id)
    where cell_id = $1
    order by declared_at, facts_version`,
    [cell_id],
  );
  return rows;
}

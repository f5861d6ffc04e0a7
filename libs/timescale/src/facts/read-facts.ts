import { noFacts, type CellFacts } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The facts that hold for a cell now; of a cell that nobody declared, none. */
export async function readFacts(client: Queryable, cell_id: string): Promise<CellFacts> {
  const { rows } = await client.query<{ facts: Partial<CellFacts>; facts_version: string }>(
    `select facts, facts_version from cells where cell_id = $1`,
    [cell_id],
  );
  const [{ facts, facts_version } = { facts: {}, facts_version: noFacts }] = rows;
  return { ...facts, cell_id, facts_version };
}

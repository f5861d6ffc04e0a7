import type { Queryable } from '../pool.js';

/** Every cell that was ever seen, by name. */
export async function readCellIds(client: Queryable): Promise<string[]> {
  const { rows } = await client.query<{ cell_id: string }>(`select cell_id from cells order by cell_id collate "C"`);
  return rows.map(({ cell_id }) => cell_id);
}

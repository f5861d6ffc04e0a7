import type { Queryable } from '../pool.js';

/** How many spectra of these cells together were not taken back. */
export async function countSpectra(client: Queryable, cell_ids: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::integer as count from spectra where cell_id = any($1::text[]) and not retracted`,
    [cell_ids],
  );
  return rows[0].count;
}

import type { Queryable } from '../pool.js';

/** The current facts_version of each of these cells that has landed. */
export async function readFactsVersions(client: Queryable, cell_ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ cell_id: string; facts_version: string }>(
    `select cell_id, facts_version from cells where cell_id = any($1::text[])`,
    [cell_ids],
  );
  return new Map(rows.map(({ cell_id, facts_version }) => [cell_id, facts_version]));
}

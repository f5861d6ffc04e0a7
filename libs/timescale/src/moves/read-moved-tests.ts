import type { Queryable } from '../pool.js';

/** Of each of these cells that has any: the tests under its name that belong to another cell. */
export async function readMovedTests(
  client: Queryable,
  cell_ids: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await client.query<{ cell_id: string; test_ids: string[] }>(
    `select cell_id, array_agg(test_id) as test_ids
    from moved_tests where cell_id = any($1::text[])
    group by cell_id`,
    [cell_ids],
  );
  return new Map(rows.map(({ cell_id, test_ids }) => [cell_id, new Set(test_ids)]));
}

import type { Queryable } from '../pool.js';

export interface Route {
  cell_id: string;
  test_id: string;
  to_cell_id: string;
}

/** For those of these tests that belong to another cell than the one under whose name they come: the next on their way. */
export async function readRoutes(
  client: Queryable,
  tests: readonly { cell_id: string; test_id: string }[],
): Promise<Route[]> {
  if (tests.length === 0) return [];
  const { rows } = await client.query<Route>(
    `select cell_id, test_id, to_cell_id
    from moved_tests
    where (cell_id, test_id) in (select * from unnest($1::text[], $2::text[]))`,
    [tests.map(({ cell_id }) => cell_id), tests.map(({ test_id }) => test_id)],
  );
  return rows;
}

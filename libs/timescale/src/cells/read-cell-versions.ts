import type { Queryable } from '../pool.js';

/** What a fold's state of a cell was made under. */
export interface CellVersion {
  facts_version: string;
  /** Rises whenever a test comes to the cell or leaves it. */
  bookings: number;
}

/** Of these cells that have landed, and of every cell that a test was ever moved to or from. */
export async function readCellVersions(
  client: Queryable,
  cell_ids: readonly string[],
): Promise<Map<string, CellVersion>> {
  const { rows } = await client.query<CellVersion & { cell_id: string }>(
    `select cell_id, facts_version, bookings from cells where cell_id = any($1::text[]) or bookings > 0`,
    [cell_ids],
  );
  return new Map(rows.map(({ cell_id, ...version }) => [cell_id, version]));
}

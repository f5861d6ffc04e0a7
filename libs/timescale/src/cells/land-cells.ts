import type { PoolClient } from 'pg';

/** Creates the cells that are not there yet. */
export async function landCells(client: PoolClient, cell_ids: readonly string[]): Promise<void> {
  await client.query(
    `insert into cells (cell_id) select distinct cell_id from unnest($1::text[]) as landed (cell_id) order by cell_id
    on conflict do nothing`,
    [cell_ids],
  );
}

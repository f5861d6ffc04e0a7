import type { ResistanceEstimate } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/** Lands resistance estimates, each key and revision once; a repeat is a no-op. */
export async function landResistances(client: PoolClient, resistances: readonly ResistanceEstimate[]): Promise<void> {
  if (resistances.length === 0) return;
  await landCells(
    client,
    resistances.map(({ cell_id }) => cell_id),
  );
  await client.query(
    `insert into resistances select * from json_populate_recordset(null::resistances, $1::json) on conflict do nothing`,
    [JSON.stringify(resistances)],
  );
}

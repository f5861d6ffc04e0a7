import type { CellFacts } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/** Lands declared facts in message order: every version is kept, the last one holds. */
export async function landFacts(client: PoolClient, declared: readonly CellFacts[]): Promise<void> {
  if (declared.length === 0) return;
  await landCells(
    client,
    declared.map(({ cell_id }) => cell_id),
  );
  const rows = declared.map(({ cell_id, facts_version, ...facts }) => ({ cell_id, facts_version, facts }));
  await client.query(
    `insert into cell_facts (cell_id, facts_version, facts)
    select cell_id, facts_version, facts
    from jsonb_to_recordset($1::jsonb) as declared (cell_id text, facts_version text, facts jsonb)
    on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  const last = new Map(rows.map((row) => [row.cell_id, row]));
  await client.query(
    `update cells set facts_version = declared.facts_version, facts = declared.facts
    from jsonb_to_recordset($1::jsonb) as declared (cell_id text, facts_version text, facts jsonb)
    where cells.cell_id = declared.cell_id`,
    [JSON.stringify([...last.values()])],
  );
}

import type { CellFacts } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The current facts of every cell of a campaign, by name; none where no cell names it. */
export async function readCampaignCells(client: Queryable, campaign: string): Promise<CellFacts[]> {
  const { rows } = await client.query<{ facts: CellFacts }>(
    `select facts || jsonb_build_object('cell_id', cell_id, 'facts_version', facts_version) as facts
    from cells
    where facts ->> 'campaign' = $1
    order by cell_id`,
    [campaign],
  );
  return rows.map(({ facts }) => facts);
}

import type { ResistanceEstimate } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** What has landed for a cell under these versions: the highest revision of each key, retracted ones included. */
export async function readPublishedResistances(
  client: Queryable,
  cell_id: string,
  definition_version: number,
  facts_version: string,
): Promise<ResistanceEstimate[]> {
  const { rows } = await client.query<{ resistance: ResistanceEstimate }>(
    `select to_json(latest) as resistance from (
      select distinct on (spectrum_id, circuit_id) *
      from resistances
      where cell_id = $1 and definition_version = $2 and facts_version = $3
      order by spectrum_id, circuit_id, revision desc
    ) latest`,
    [cell_id, definition_version, facts_version],
  );
  return rows.map(({ resistance }) => resistance);
}

import type { PulseResistance } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** What has landed for a cell under these versions: the highest revision of each key, retracted ones included. */
export async function readPublishedPulses(
  client: Queryable,
  cell_id: string,
  definition_version: number,
  facts_version: string,
): Promise<PulseResistance[]> {
  const { rows } = await client.query<{ pulse: PulseResistance }>(
    `select to_json(latest) as pulse from (
      select distinct on (test_id, first_record_index) *
      from pulses
      where cell_id = $1 and definition_version = $2 and facts_version = $3
      order by test_id, first_record_index, revision desc
    ) latest`,
    [cell_id, definition_version, facts_version],
  );
  return rows.map(({ pulse }) => pulse);
}

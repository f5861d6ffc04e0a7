import type { PulseResistance } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The newest current pulses of a cell, at most `limit`, in order of time; those without a clock by test and record. */
export async function readPulses(client: Queryable, cell_id: string, limit: number): Promise<PulseResistance[]> {
  const { rows } = await client.query<{ pulse: PulseResistance }>(
    `select to_json(newest) as pulse from (
      select * from pulses_current
      where cell_id = $1
      order by started_at_unix_second desc nulls last, derived_cycle_count desc, test_id collate "C" desc, first_record_index desc
      limit $2
    ) newest
    order by started_at_unix_second nulls first, derived_cycle_count nulls first, test_id collate "C", first_record_index`,
    [cell_id, limit],
  );
  return rows.map(({ pulse }) => pulse);
}

import type { ResistanceEstimate } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The current resistance estimates of a cell, in order of its spectra. */
export async function readResistances(client: Queryable, cell_id: string): Promise<ResistanceEstimate[]> {
  const { rows } = await client.query<{ resistance: ResistanceEstimate }>(
    `select to_json(current) as resistance from resistances_current as current
    where cell_id = $1
    order by measured_at_unix_second nulls first,
      case when measured_at_unix_second is null then derived_cycle_count end nulls first, spectrum_id collate "C", circuit_id`,
    [cell_id],
  );
  return rows.map(({ resistance }) => resistance);
}

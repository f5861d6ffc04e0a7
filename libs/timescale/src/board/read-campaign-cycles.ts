import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

const columns = [
  'cell_id',
  'derived_cycle_count',
  'status',
  'purpose',
  'cycle_charging_capacity_ah',
  'cycle_discharging_capacity_ah',
  'specific_charging_capacity_mah_per_gram',
  'specific_discharging_capacity_mah_per_gram',
  'areal_charging_capacity_mah_per_cm2',
  'areal_discharging_capacity_mah_per_cm2',
  'coulombic_efficiency',
  'initial_coulombic_efficiency',
  'capacity_retention',
] as const satisfies readonly (keyof CycleSummary)[];

/** What groups are averaged from, of the current cycles of some cells: a campaign may have a million of them. */
export async function readCampaignCycles(
  client: Queryable,
  cell_ids: readonly string[],
): Promise<Pick<CycleSummary, (typeof columns)[number]>[]> {
  const { rows } = await client.query<Pick<CycleSummary, (typeof columns)[number]>>(
    `select ${columns.join(', ')} from cycles_current
    where cell_id = any($1::text[])
    order by cell_id, derived_cycle_count`,
    [cell_ids],
  );
  return rows;
}

import type { Queryable } from '../pool.js';

export interface ObservedValue {
  cell_id: string;
  quantity: string;
  value: number;
  unit: string;
  method: string | null;
  specimen: string | null;
  derived_cycle_count: number | null;
}

/** The numbers that were entered by hand for some cells and stand; none in a database that takes no observations. */
export async function readObservedValues(client: Queryable, cell_ids: readonly string[]): Promise<ObservedValue[]> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regclass('observations_current') is not null as there`,
  );
  if (!known[0].there) return [];
  const { rows } = await client.query<ObservedValue>(
    `select cell_id, quantity, value, unit, method, specimen, derived_cycle_count
    from observations_current
    where cell_id = any($1::text[]) and value is not null
    order by cell_id, quantity, observed_at, observation_id`,
    [cell_ids],
  );
  return rows;
}

import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';
import type { CycleStart } from './read-cycle-records.js';

/** A cell's current cycle by its number in the cell's life, and where the next one begins; undefined where there is none. */
export async function readCycle(
  client: Queryable,
  cell_id: string,
  derived_cycle_count: number,
): Promise<{ cycle: CycleSummary; next: CycleStart | null } | undefined> {
  const { rows } = await client.query<{ cycle: CycleSummary }>(
    `select to_json(found) as cycle from (
      select * from cycles_current
      where cell_id = $1 and derived_cycle_count >= $2
      order by derived_cycle_count, started_at_unix_second desc nulls last
      limit 20
    ) found`,
    [cell_id, derived_cycle_count],
  );
  const cycle = rows[0]?.cycle;
  if (cycle?.derived_cycle_count !== derived_cycle_count) return undefined;
  const next = rows.map((row) => row.cycle).find((other) => other.derived_cycle_count > derived_cycle_count);
  return { cycle, next: next ?? null };
}

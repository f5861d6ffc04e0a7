import type { Sweep } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** The points of an observation that stands; undefined where it has none, or was retracted. */
export async function readSweep(
  client: Queryable,
  cell_id: string,
  observation_id: string,
): Promise<Sweep | undefined> {
  const { rows } = await client.query<{ sweep: Sweep }>(
    `select sweep from observations join observations_current using (cell_id, observation_id, revision)
    where cell_id = $1 and observation_id = $2 and sweep is not null`,
    [cell_id, observation_id],
  );
  return rows[0]?.sweep;
}

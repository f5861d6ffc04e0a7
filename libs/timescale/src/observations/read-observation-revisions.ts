import type { Queryable } from '../pool.js';

export interface ObservationRevision {
  revision: number;
  retracted: boolean;
}

/** The latest revision of each of these observations of a cell that has landed, by observation_id. */
export async function readObservationRevisions(
  client: Queryable,
  cell_id: string,
  observation_ids: readonly string[],
): Promise<Map<string, ObservationRevision>> {
  const { rows } = await client.query<ObservationRevision & { observation_id: string }>(
    `select distinct on (observation_id) observation_id, revision, retracted
    from observations
    where cell_id = $1 and observation_id = any($2::text[])
    order by observation_id, revision desc`,
    [cell_id, observation_ids],
  );
  return new Map(rows.map(({ observation_id, revision, retracted }) => [observation_id, { revision, retracted }]));
}

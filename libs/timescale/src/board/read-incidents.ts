import type { Queryable } from '../pool.js';

/** Many cells of one place under one rule at once. */
export interface LandedIncident {
  incident_id: number;
  rule: string;
  place_kind: 'chamber' | 'equipment';
  place: string;
  first_at_unix_second: number;
  last_at_unix_second: number;
  opened_at: Date;
  cell_count: number;
  members: { cell_id: string; rule: string; test_id: string; record_index: number }[];
}

/** Common-mode incidents with their members, the newest first. */
export async function readIncidents(client: Queryable, { limit }: { limit: number }): Promise<LandedIncident[]> {
  const { rows } = await client.query<LandedIncident>(
    `select i.incident_id::float8 as incident_id, i.rule, i.place_kind, i.place, i.first_at_unix_second, i.last_at_unix_second,
      i.opened_at, count(distinct m.cell_id)::integer as cell_count,
      jsonb_agg(
        jsonb_build_object('cell_id', m.cell_id, 'rule', m.rule, 'test_id', m.test_id, 'record_index', m.record_index)
        order by m.cell_id, m.test_id, m.record_index
      ) as members
    from (select * from incidents order by incident_id desc limit $1) i
    join incident_members m using (incident_id)
    group by i.incident_id, i.rule, i.place_kind, i.place, i.first_at_unix_second, i.last_at_unix_second, i.opened_at
    order by i.incident_id desc`,
    [limit],
  );
  return rows;
}

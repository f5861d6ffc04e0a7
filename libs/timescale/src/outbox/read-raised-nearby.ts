import type { PoolClient } from 'pg';

export interface Place {
  rule: string;
  place_kind: 'chamber' | 'equipment';
  place: string;
}

/** An alert that was told lately and belongs to no incident. */
export interface RaisedNearby extends Place {
  outbox_id: string;
  cell_id: string;
  test_id: string;
  record_index: number;
  at_unix_second: number;
}

export interface OpenIncident extends Place {
  incident_id: string;
  first_at_unix_second: number;
  last_at_unix_second: number;
}

/** What was raised at these places between two event times and belongs to no incident yet, and the incidents of that time. */
export async function readRaisedNearby(
  client: PoolClient,
  places: readonly Place[],
  from_unix_second: number,
  to_unix_second: number,
): Promise<{ raised: RaisedNearby[]; incidents: OpenIncident[] }> {
  const bounds = [JSON.stringify(places), from_unix_second, to_unix_second];
  const { rows: raised } = await client.query<RaisedNearby>(
    `select p.rule, p.place_kind, p.place, o.outbox_id, o.cell_id, o.test_id, o.record_index::float8 as record_index, o.at_unix_second
    from jsonb_to_recordset($1::jsonb) as p (rule text, place_kind text, place text)
    join outbox o on o.rule = p.rule and o.event = 'raised' and o.at_unix_second between $2 and $3
      and ((p.place_kind = 'chamber' and o.chamber = p.place) or (p.place_kind = 'equipment' and o.equipment_id = p.place))
    where o.held_back is null and not exists (
      select from incident_members m
      where (m.cell_id, m.rule, m.test_id, m.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
    )`,
    bounds,
  );
  const { rows: incidents } = await client.query<OpenIncident>(
    `select incident_id, rule, place_kind, place, first_at_unix_second, last_at_unix_second
    from jsonb_to_recordset($1::jsonb) as p (rule text, place_kind text, place text)
    join incidents using (rule, place_kind, place)
    where last_at_unix_second >= $2 and first_at_unix_second <= $3`,
    bounds,
  );
  return { raised, incidents };
}

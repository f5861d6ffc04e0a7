import type { PoolClient } from 'pg';
import type { Place } from './read-raised-nearby.js';

export interface FoundIncident extends Place {
  /** Null for one that begins. */
  incident_id: string | null;
  first_at_unix_second: number;
  last_at_unix_second: number;
  members: { outbox_id: string; cell_id: string; test_id: string; record_index: number }[];
}

/** Opens incidents and adds members; tells the incident of each member by its outbox_id. */
export async function landIncidents(client: PoolClient, found: readonly FoundIncident[]): Promise<Map<string, string>> {
  const incident_of = new Map<string, string>();
  if (found.length === 0) return incident_of;
  const { rows } = await client.query<{ ordinal: number; incident_id: string }>(
    `with found as (
      select f.*, coalesce(f.incident_id, nextval(pg_get_serial_sequence('incidents', 'incident_id'))) as place_id
      from jsonb_to_recordset($1::jsonb) as f (
        ordinal integer, incident_id bigint, rule text, place_kind text, place text, first_at_unix_second float8,
        last_at_unix_second float8
      )
    ), landed as (
      insert into incidents (incident_id, rule, place_kind, place, first_at_unix_second, last_at_unix_second)
      overriding system value
      select place_id, rule, place_kind, place, first_at_unix_second, last_at_unix_second from found
      on conflict (incident_id) do update set
        first_at_unix_second = least(incidents.first_at_unix_second, excluded.first_at_unix_second),
        last_at_unix_second = greatest(incidents.last_at_unix_second, excluded.last_at_unix_second)
    )
    select ordinal, place_id as incident_id from found`,
    [JSON.stringify(found.map(({ members: _members, ...incident }, ordinal) => ({ ...incident, ordinal })))],
  );
  const ids = new Map(rows.map(({ ordinal, incident_id }) => [ordinal, incident_id]));
  const members = found.flatMap(({ rule, members }, ordinal) =>
    members.map((member) => ({ ...member, rule, incident_id: ids.get(ordinal)! })),
  );
  await client.query(
    `insert into incident_members (incident_id, cell_id, rule, test_id, record_index)
    select incident_id, cell_id, rule, test_id, record_index from jsonb_populate_recordset(null::incident_members, $1::jsonb)
    on conflict do nothing`,
    [JSON.stringify(members)],
  );
  for (const { outbox_id, incident_id } of members) incident_of.set(outbox_id, incident_id);
  return incident_of;
}

import type { CellAlert } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import type { AlertEvent } from './tellings-of.js';

/** What is to be told of one alert, with what decides who is told. */
export interface UnroutedEvent {
  outbox_id: string;
  event: AlertEvent;
  payload: CellAlert;
  created_at: Date;
  /** Of the transaction that reads it. */
  now: Date;
  campaign: string | null;
  chamber: string | null;
  equipment_id: string | null;
  /** Of the event: when it happened, or when it entered the outbox. */
  at_unix_second: number;
  incident_id: string | null;
  /** False for what ends an alert of which nobody was told. */
  told: boolean;
  /** Routes that were told of the alert before. */
  told_routes: string[];
  live: boolean;
  silence: { silence_id: string; by: string; ends_at_unix_second: number | null } | null;
  resolved_by: string | null;
  /** The rule that fires critically in the same cell and mutes this one. */
  inhibited_by: string | null;
}

/**
 * Events of the outbox of which nobody has decided yet who is told, the oldest first; after a silence has ended also what it held
 * back and what still stands. Until the transaction ends nobody else takes any: undefined where another member is at it.
 */
export async function takeUnrouted(
  client: PoolClient,
  limit: number,
  inhibitions: readonly { source: string; target: string }[] = [],
): Promise<UnroutedEvent[] | undefined> {
  const { rows: locks } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('cellwatch outbox')) as locked`,
  );
  if (!locks[0].locked) return undefined;
  await client.query(
    `with held as (
      select o.outbox_id, o.event in ('raised', 'escalated') and exists (
        select from alerts_current a
        where (a.cell_id, a.rule, a.test_id, a.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
          and a.status = 'firing'
      ) as stands
      from silences s join outbox o using (silence_id)
      where not s.active
    )
    update outbox set
      silence_id = null,
      held_back = case when held.stands then null else held_back end,
      routed_at = case when held.stands then null else routed_at end
    from held where outbox.outbox_id = held.outbox_id`,
  );
  const { rows } = await client.query<UnroutedEvent>(
    `select o.outbox_id, o.event, o.payload, o.created_at, now() as now,
      cells.facts ->> 'campaign' as campaign, cells.facts ->> 'chamber' as chamber, tests.equipment_id,
      coalesce((o.payload ->> 'raised_at_unix_second')::float8, extract(epoch from o.created_at)::float8) as at_unix_second,
      member.incident_id, coalesce(tests.live, true) as live,
      o.event in ('raised', 'escalated') or exists (
        select from outbox t
        where (t.cell_id, t.rule, t.test_id, t.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
          and t.event in ('raised', 'escalated') and t.held_back is null
      ) as told,
      array(
        select distinct e.route from outbox t join delivery_events e using (outbox_id)
        where (t.cell_id, t.rule, t.test_id, t.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
      ) as told_routes,
      (select to_jsonb(s) from silence_of(o.cell_id, o.rule, o.test_id, o.payload ->> 'severity') s) as silence,
      (
        select d."by" from alert_actions d
        where (d.cell_id, d.rule, d.test_id, d.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
          and d.action = 'resolve'
        order by d.at_unix_second limit 1
      ) as resolved_by,
      (
        select a.rule
        from jsonb_to_recordset($2::jsonb) as i (source text, target text)
        join alerts_current a on a.cell_id = o.cell_id and a.rule = i.source and a.status = 'firing' and a.severity = 'critical'
        where i.target = o.rule
        limit 1
      ) as inhibited_by
    from outbox o
    join cells using (cell_id)
    left join tests using (cell_id, test_id)
    left join incident_members member using (cell_id, rule, test_id, record_index)
    where o.routed_at is null
    order by o.outbox_id
    limit $1`,
    [limit, JSON.stringify(inhibitions)],
  );
  return rows;
}

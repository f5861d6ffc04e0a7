-- What people are told of an alert: raised, escalated, cleared, withdrawn, each at most once, in the transaction that lands the
-- change. `held_back` says why nobody was told; `routed_at` is when it was decided who is told.
alter table outbox
  add column event text not null default 'raised',
  add column held_back text,
  add column silence_id text,
  add column routed_at timestamptz,
  -- of what raised an alert: its end is told
  add column ended boolean not null default false,
  -- where and when it was raised: what a common-mode incident is counted from
  add column chamber text,
  add column equipment_id text,
  add column at_unix_second float8;
update outbox set routed_at = now(), ended = true;

do $$
declare
  old text;
begin
  select conname into strict old from pg_constraint where conrelid = 'outbox'::regclass and contype = 'u';
  execute format('alter table outbox drop constraint %I', old);
end
$$;
alter table outbox add constraint outbox_event_once unique (cell_id, rule, test_id, record_index, event);
create index outbox_unrouted on outbox (outbox_id) where routed_at is null;
create index outbox_open on outbox (outbox_id) where event in ('raised', 'escalated') and not ended;
create index outbox_silenced on outbox (silence_id) where silence_id is not null;
create index outbox_chamber on outbox (rule, chamber, at_unix_second) where event = 'raised' and chamber is not null;
create index outbox_equipment on outbox (rule, equipment_id, at_unix_second) where event = 'raised' and equipment_id is not null;

-- A route is told of what enters the outbox after it was first there.
create table notification_routes (
  route text primary key,
  since timestamptz not null default now()
);
insert into notification_routes (route, since) select distinct route, timestamptz '-infinity' from deliveries;

-- Many cells of one chamber or cycler under one rule at once: one incident, told once.
create table incidents (
  incident_id bigint generated always as identity primary key,
  rule text not null,
  -- chamber or equipment
  place_kind text not null,
  place text not null,
  first_at_unix_second float8 not null,
  last_at_unix_second float8 not null,
  opened_at timestamptz not null default now()
);
create index incidents_place on incidents (rule, place_kind, place, last_at_unix_second);

create table incident_members (
  incident_id bigint not null references incidents,
  cell_id text not null,
  rule text not null,
  test_id text not null,
  record_index bigint not null,
  primary key (cell_id, rule, test_id, record_index)
);
create index incident_members_incident on incident_members (incident_id);

-- A delivery is one message to one route, of one event or of a group of them. Once it is sealed nothing joins it, so that it is
-- sent again as it was sent before.
alter table deliveries
  add column delivery_id bigint generated always as identity,
  add column group_key text not null default '',
  add column incident_id bigint references incidents,
  add column critical boolean not null default true,
  add column created_at timestamptz not null default now(),
  add column due_at timestamptz not null default now(),
  add column sealed boolean not null default false,
  add column attempted_at timestamptz;
update deliveries set sealed = true;
create table delivery_events (
  outbox_id bigint not null references outbox,
  route text not null,
  delivery_id bigint not null,
  primary key (outbox_id, route)
);
insert into delivery_events (outbox_id, route, delivery_id) select outbox_id, route, delivery_id from deliveries;
alter table deliveries drop constraint deliveries_pkey, drop column outbox_id, add primary key (delivery_id);
alter table delivery_events add foreign key (delivery_id) references deliveries;
create index delivery_events_delivery on delivery_events (delivery_id);
create index deliveries_due on deliveries (route, next_attempt_at) where delivered_at is null and dead_at is null;
create index deliveries_group on deliveries (route, group_key, delivery_id);
create index deliveries_attempted on deliveries (route, attempted_at);

-- What people did with alerts, insert-only. An action is of one alert, or a silence of a scope.
create table alert_actions (
  action_id text primary key,
  action text not null,
  "by" text not null,
  at_unix_second float8 not null,
  cell_id text,
  rule text,
  test_id text,
  record_index bigint,
  -- of a silence: glob patterns by what they are of, all of which must fit
  scope jsonb,
  until_unix_second float8,
  -- of an unsilence: the silence that it lifts
  silence_id text,
  text text,
  landed_at timestamptz not null default now()
);
create index alert_actions_alert on alert_actions (cell_id, rule, test_id, record_index) where cell_id is not null;
create index alert_actions_silence on alert_actions (at_unix_second) where action = 'silence';
create index alert_actions_lifted on alert_actions (silence_id) where silence_id is not null;

-- Whatever order they come in: a silence ends at its time, or when it was first lifted.
create view silences as
select
  s.action_id as silence_id, s."by", s.at_unix_second, s.scope, s.until_unix_second, s.text,
  lifted.at_unix_second as lifted_at_unix_second, lifted."by" as lifted_by,
  least(coalesce(s.until_unix_second, 'infinity'), coalesce(lifted.at_unix_second, 'infinity')) as ends_at_unix_second,
  s.at_unix_second <= extract(epoch from now())
    and least(coalesce(s.until_unix_second, 'infinity'), coalesce(lifted.at_unix_second, 'infinity')) > extract(epoch from now())
    as active
from alert_actions s
left join lateral (
  select u.at_unix_second, u."by" from alert_actions u
  where u.action = 'unsilence' and u.silence_id = s.action_id
  order by u.at_unix_second limit 1
) lifted on true
where s.action = 'silence';

-- `*` stands for any text, all else for itself.
create function fits_glob(value text, glob text) returns boolean language sql immutable as $$
  select value like replace(replace(replace(replace(glob, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
$$;

create function is_in_scope(scope jsonb, cell_id text, rule text, campaign text, chamber text, equipment_id text, severity text)
returns boolean language sql immutable as $$
  select scope <> '{}' and (scope ->> 'cell_id' is null or fits_glob(cell_id, scope ->> 'cell_id'))
    and (scope ->> 'rule' is null or fits_glob(rule, scope ->> 'rule'))
    and (scope ->> 'campaign' is null or coalesce(fits_glob(campaign, scope ->> 'campaign'), false))
    and (scope ->> 'chamber' is null or coalesce(fits_glob(chamber, scope ->> 'chamber'), false))
    and (scope ->> 'equipment_id' is null or coalesce(fits_glob(equipment_id, scope ->> 'equipment_id'), false))
    and (scope ->> 'severity' is null or severity = scope ->> 'severity')
$$;

-- The first silence in force for an alert's cell, rule and severity: cell_id, campaign, chamber, equipment of the alert's own test.
create function silence_of(of_cell_id text, of_rule text, of_test_id text, of_severity text)
returns table (silence_id text, "by" text, ends_at_unix_second float8) language sql stable as $$
  select s.silence_id, s."by", s.ends_at_unix_second
  from silences s
  join cells on cells.cell_id = of_cell_id
  left join tests on tests.cell_id = of_cell_id and tests.test_id = of_test_id
  where s.active and is_in_scope(
    s.scope, of_cell_id, of_rule, cells.facts ->> 'campaign', cells.facts ->> 'chamber', tests.equipment_id, of_severity
  )
  order by s.ends_at_unix_second desc, s.silence_id
  limit 1
$$;

-- Where an alert stands with people: pending, firing, acknowledged, resolved, cleared.
create view alerts_standing as
select
  a.*,
  case
    when a.status <> 'firing' then a.status
    when resolved."by" is not null then 'resolved'
    when acknowledged."by" is not null then 'acknowledged'
    else 'firing'
  end as state,
  acknowledged."by" as acknowledged_by, acknowledged.at_unix_second as acknowledged_at_unix_second,
  resolved."by" as resolved_by, resolved.at_unix_second as resolved_at_unix_second,
  silence.silence_id, silence."by" as silenced_by, silence.ends_at_unix_second as silenced_until_unix_second,
  paged.held_back, paged.created_at as entered_outbox_at,
  member.incident_id
from alerts_current a
left join lateral (
  select d."by", d.at_unix_second from alert_actions d
  where d.action = 'acknowledge' and (d.cell_id, d.rule, d.test_id, d.record_index) = (a.cell_id, a.rule, a.test_id, a.record_index)
  order by d.at_unix_second limit 1
) acknowledged on true
left join lateral (
  select d."by", d.at_unix_second from alert_actions d
  where d.action = 'resolve' and (d.cell_id, d.rule, d.test_id, d.record_index) = (a.cell_id, a.rule, a.test_id, a.record_index)
  order by d.at_unix_second limit 1
) resolved on true
left join lateral silence_of(a.cell_id, a.rule, a.test_id, a.severity) silence on a.status in ('pending', 'firing')
left join outbox paged on paged.event = 'raised'
  and (paged.cell_id, paged.rule, paged.test_id, paged.record_index) = (a.cell_id, a.rule, a.test_id, a.record_index)
left join incident_members member
  on (member.cell_id, member.rule, member.test_id, member.record_index) = (a.cell_id, a.rule, a.test_id, a.record_index)
where a.status <> 'lapsed';

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on notification_routes, incidents, incident_members, delivery_events, alert_actions, silences, alerts_standing
      to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select on silences, alerts_standing to cellwatch_writer;
    grant usage on sequence deliveries_delivery_id_seq, incidents_incident_id_seq to cellwatch_writer;
    grant select, insert, update, delete on
      notification_routes, incidents, incident_members, delivery_events, alert_actions
    to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on notification_routes, incidents, incident_members, delivery_events, alert_actions, silences, alerts_standing
      to cellwatch_owner;
  end if;
end
$$;

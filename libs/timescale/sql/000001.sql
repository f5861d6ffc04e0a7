-- Stored integers have the scales of libs/events/src/quantities.ts; the view `records` has the units.
create schema scaled;

create table cells (
  cell_id text primary key,
  facts_version text not null default '0',
  facts jsonb not null default '{}',
  first_seen_at timestamptz not null default now()
);

create table cell_facts (
  cell_id text not null references cells,
  facts_version text not null,
  facts jsonb not null,
  declared_at timestamptz not null default now(),
  primary key (cell_id, facts_version)
);

create table tests (
  test_key integer generated always as identity primary key,
  cell_id text not null references cells,
  test_id text not null,
  equipment_id text not null,
  channel_id text not null,
  source_format text not null,
  clock_source text not null,
  counter_reset text not null,
  live boolean not null,
  -- of the export that describes the test in the columns above: the latest one, whatever came first
  exported_at timestamptz not null,
  -- of the records that were landed; a batch that begins above last_record_index needs no look at what is there
  first_recorded_at timestamptz not null,
  last_recorded_at timestamptz not null,
  last_record_index bigint not null,
  record_count bigint not null default 0,
  unique (cell_id, test_id)
);

create table scaled.records (
  test_key integer not null references tests,
  record_index bigint not null,
  -- unix_time_second as a timestamp: the hypertable's time; test start + test time where the source has no wall clock
  recorded_at timestamptz not null,
  exported_at timestamptz not null,
  test_time_second bigint,
  step_time_second bigint,
  step_id integer,
  step_count integer,
  step_type smallint,
  cycle_count integer,
  voltage_volt integer,
  current_ampere bigint,
  temperature_t1_celsius integer,
  ambient_temperature_celsius integer,
  applied_pressure_pa bigint,
  source_capacity_ah bigint,
  source_energy_wh bigint,
  source_charging_capacity_ah bigint,
  source_discharging_capacity_ah bigint,
  source_charging_energy_wh bigint,
  source_discharging_energy_wh bigint,
  end_status smallint,
  ac_internal_resistance_ohm bigint,
  dc_internal_resistance_ohm bigint,
  cycler_state text,
  primary key (test_key, record_index, recorded_at)
);

create view records as
select
  tests.cell_id, tests.test_id, tests.equipment_id, tests.channel_id,
  r.record_index, r.recorded_at,
  r.test_time_second / 1e6::float8 as test_time_second,
  r.step_time_second / 1e6::float8 as step_time_second,
  r.step_id, r.step_count, r.step_type, r.cycle_count,
  r.voltage_volt / 1e8::float8 as voltage_volt,
  r.current_ampere / 1e10::float8 as current_ampere,
  r.temperature_t1_celsius / 1e4::float8 as temperature_t1_celsius,
  r.ambient_temperature_celsius / 1e4::float8 as ambient_temperature_celsius,
  r.applied_pressure_pa::float8 as applied_pressure_pa,
  r.source_capacity_ah / 1e10::float8 as source_capacity_ah,
  r.source_energy_wh / 1e10::float8 as source_energy_wh,
  r.source_charging_capacity_ah / 1e10::float8 as source_charging_capacity_ah,
  r.source_discharging_capacity_ah / 1e10::float8 as source_discharging_capacity_ah,
  r.source_charging_energy_wh / 1e10::float8 as source_charging_energy_wh,
  r.source_discharging_energy_wh / 1e10::float8 as source_discharging_energy_wh,
  r.end_status,
  r.ac_internal_resistance_ohm / 1e6::float8 as ac_internal_resistance_ohm,
  r.dc_internal_resistance_ohm / 1e6::float8 as dc_internal_resistance_ohm,
  r.cycler_state, r.exported_at, tests.test_key
from scaled.records r join tests using (test_key);

create table cycles (
  cell_id text not null references cells,
  test_id text not null,
  first_record_index bigint not null,
  definition_version integer not null,
  facts_version text not null,
  revision integer not null,
  retracted boolean not null,
  last_record_index bigint not null,
  derived_cycle_count integer not null,
  cycle_count integer,
  status text not null,
  first_direction text,
  started_at_unix_second float8,
  ended_at_unix_second float8,
  cycle_duration_second float8,
  cycle_charging_capacity_ah float8 not null,
  cycle_discharging_capacity_ah float8 not null,
  cycle_charging_energy_wh float8 not null,
  cycle_discharging_energy_wh float8 not null,
  coulombic_efficiency float8,
  coulombic_efficiency_reason text,
  initial_coulombic_efficiency float8,
  irreversible_capacity_ah float8,
  cumulative_irreversible_capacity_ah float8,
  capacity_retention float8,
  retention_reference text,
  retention_reference_cycle_count integer,
  mean_charging_voltage_volt float8,
  mean_discharging_voltage_volt float8,
  voltage_hysteresis_volt float8,
  energy_efficiency float8,
  specific_charging_capacity_mah_per_gram float8,
  specific_discharging_capacity_mah_per_gram float8,
  charging_c_rate float8,
  discharging_c_rate float8,
  charging_end_voltage_volt float8,
  discharging_end_voltage_volt float8,
  charging_end_reason text,
  discharging_end_reason text,
  charging_cv_share float8,
  discharging_cv_share float8,
  regime text,
  flags text[] not null,
  primary key (cell_id, test_id, first_record_index, definition_version, facts_version, revision)
);

create view cycles_current as
select latest.* from (
  select distinct on (c.cell_id, c.test_id, c.first_record_index) c.*
  from cycles c join cells using (cell_id)
  where c.facts_version = cells.facts_version
  order by c.cell_id, c.test_id, c.first_record_index, c.definition_version desc, c.revision desc
) latest
where not latest.retracted;

create table alerts (
  cell_id text not null references cells,
  rule text not null,
  test_id text not null,
  record_index bigint not null,
  rule_version integer not null,
  facts_version text not null,
  revision integer not null,
  retracted boolean not null,
  severity text not null,
  raised_at_unix_second float8,
  derived_cycle_count integer,
  message text not null,
  evidence jsonb not null,
  committed_at timestamptz not null default now(),
  primary key (cell_id, rule, test_id, record_index, rule_version, facts_version, revision)
);

create view alerts_current as
select latest.* from (
  select distinct on (a.cell_id, a.rule, a.test_id, a.record_index) a.*
  from alerts a join cells using (cell_id)
  where a.facts_version = cells.facts_version
  order by a.cell_id, a.rule, a.test_id, a.record_index, a.rule_version desc, a.revision desc
) latest
where not latest.retracted;

-- Written in the transaction that first inserts an alert's key (cell_id, rule, test_id, record_index): a replay pages nobody twice.
create table outbox (
  outbox_id bigint generated always as identity primary key,
  cell_id text not null,
  rule text not null,
  test_id text not null,
  record_index bigint not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  unique (cell_id, rule, test_id, record_index)
);

create table deliveries (
  outbox_id bigint not null references outbox,
  route text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  delivered_at timestamptz,
  dead_at timestamptz,
  last_error text,
  primary key (outbox_id, route)
);

create table rejects (
  source text not null,
  line bigint not null,
  reason text not null,
  cell_id text not null,
  test_id text,
  message text not null,
  bytes bytea not null,
  received_at timestamptz not null default now(),
  primary key (source, line, reason)
);

create table dead_letters (
  topic text not null,
  partition integer not null,
  position bigint not null,
  key text not null,
  reason text not null,
  value bytea not null,
  buried_at timestamptz not null default now(),
  primary key (topic, partition, position)
);

-- Where each reader goes on: read by its `start`, moved in the transaction of its effect, by compare-and-set.
create table positions (
  reader text not null,
  topic text not null,
  partition integer not null,
  next bigint not null,
  primary key (reader, topic, partition)
);

-- A fold's state per cell. `covers` is topic -> next position that the state does not know yet.
-- `dirty` is topic -> position that the store must pass before the cell is folded again from the tables; null when clean.
create table checkpoints (
  reader text not null,
  cell_id text not null,
  partition integer not null,
  covers jsonb not null,
  state text not null,
  dirty jsonb,
  stalled text,
  primary key (reader, cell_id)
);
create index checkpoints_partition on checkpoints (reader, partition);

-- How often a message has crashed its reader: twice sends it to dead letters.
create table crashes (
  reader text not null,
  topic text not null,
  partition integer not null,
  position bigint not null,
  count integer not null,
  primary key (reader, topic, partition, position)
);

-- How far each growing file has been taken, with the parser's state there.
create table sources (
  source text primary key,
  cell_id text not null,
  fingerprint text not null,
  size bigint not null,
  parser_state jsonb not null,
  seen_at timestamptz not null default now()
);

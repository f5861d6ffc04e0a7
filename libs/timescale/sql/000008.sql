-- Insert-only by natural key, versions and revision; only the row of a pulse whose rest still runs is overwritten.
create table pulses (
  cell_id text not null references cells,
  test_id text not null,
  first_record_index bigint not null,
  definition_version integer not null,
  facts_version text not null,
  revision integer not null,
  retracted boolean not null,
  kind text not null,
  status text not null,
  last_record_index bigint not null,
  derived_cycle_count integer,
  cycle_count integer,
  started_at_unix_second float8,
  duration_second float8 not null,
  direction text not null,
  current_ampere float8 not null,
  current_before_ampere float8 not null,
  voltage_before_volt float8 not null,
  rest_before_second float8,
  capacity_ah float8,
  half_direction text,
  half_capacity_ah float8,
  half_depth float8,
  temperature_celsius float8,
  time_second float8 not null,
  resistance_ohm float8 not null,
  resistance_100ms_ohm float8,
  resistance_1s_ohm float8,
  resistance_10s_ohm float8,
  resistance_30s_ohm float8,
  end_resistance_ohm float8,
  extrapolation jsonb,
  extrapolation_reason text,
  rest_after jsonb,
  flags text[] not null,
  primary key (cell_id, test_id, first_record_index, definition_version, facts_version, revision)
);

-- Under the facts that hold now, by the highest accepted definition, as cycles are, else by the newest that has the pulse; not
-- those of a test that is another cell's.
create view pulses_current as
select latest.* from (
  select distinct on (p.cell_id, p.test_id, p.first_record_index) p.*
  from pulses p join cells using (cell_id)
  where p.facts_version = cells.facts_version
    and not exists (select from moved_tests m where m.cell_id = p.cell_id and m.test_id = p.test_id)
  order by p.cell_id, p.test_id, p.first_record_index,
    (p.definition_version in (select definition_version from accepted_definitions)) desc,
    p.definition_version desc, p.revision desc
) latest
where not latest.retracted;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on pulses, pulses_current to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select on pulses_current to cellwatch_writer;
    grant select, insert, update, delete on pulses to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on pulses, pulses_current to cellwatch_owner;
  end if;
end
$$;

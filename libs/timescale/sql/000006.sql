-- Insert-only; the highest revision of an observation holds. A retraction has its key and its note alone.
create table observations (
  cell_id text not null references cells,
  observation_id text not null,
  revision integer not null,
  retracted boolean not null,
  quantity text,
  value float8,
  unit text,
  standard_uncertainty float8,
  method text,
  specimen text,
  derived_cycle_count integer,
  observed_at timestamptz,
  note text,
  attachment_name text,
  attachment_media_type text,
  attachment_sha256 text,
  attachment bytea,
  sweep json,
  landed_at timestamptz not null default now(),
  primary key (cell_id, observation_id, revision)
);
-- pictures are packed already
alter table observations alter column attachment set storage external;

create view observations_current as
select
  cell_id, observation_id, revision, quantity, value, unit, standard_uncertainty, method, specimen, derived_cycle_count,
  observed_at, note, attachment_name, attachment_media_type, attachment_sha256, octet_length(attachment) as attachment_bytes,
  json_array_length(sweep -> 'voltage_volt') as sweep_points, landed_at
from (
  select distinct on (cell_id, observation_id) * from observations order by cell_id, observation_id, revision desc
) latest
where not retracted;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on observations, observations_current to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select on observations_current to cellwatch_writer;
    grant select, insert, update, delete on observations to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on observations, observations_current to cellwatch_owner;
  end if;
end
$$;

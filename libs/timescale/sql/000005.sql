-- Definitions of a cycle's quantities that people have accepted: what is shown follows the highest of them. What was shown until
-- now is accepted; in a fresh database the first program that starts accepts its own.
create table accepted_definitions (
  definition_version integer primary key,
  accepted_at timestamptz not null default now()
);
insert into accepted_definitions (definition_version) select 1 where exists (select from cycles);

-- It rises whenever a test comes to the cell or leaves it: a fold that knows another number folds the cell again.
alter table cells add column bookings integer not null default 0;

-- A test that was booked on the wrong cell, and where it belongs: remembered for whatever comes of it later.
create table test_moves (
  test_id text not null,
  cell_id text not null references cells,
  moved_at_unix_second float8 not null,
  to_cell_id text not null references cells,
  primary key (test_id, cell_id, moved_at_unix_second)
);

-- Where a test goes that comes under this cell's name: the last word counts, and a test that was moved to a cell stays there.
create view moved_tests as
select m.cell_id, m.test_id, m.to_cell_id
from test_moves m
where not exists (
  select from test_moves later
  where later.test_id = m.test_id
    and (
      (later.cell_id = m.cell_id and later.moved_at_unix_second > m.moved_at_unix_second)
      or (later.to_cell_id = m.cell_id and later.moved_at_unix_second >= m.moved_at_unix_second)
    )
);

-- Of a cycle's versions the row of the highest accepted definition. The newest one instead where the accepted has none, or only
-- an open one; and where the newest has retracted the cycle it is gone. A test that was moved has no cycles here, for nobody
-- retracts the results of a definition that no longer runs.
create or replace view cycles_current as
select chosen.* from (
  select distinct on (latest.cell_id, latest.test_id, latest.first_record_index) latest.*
  from (
    select distinct on (c.cell_id, c.test_id, c.first_record_index, c.definition_version) c.*
    from cycles c join cells using (cell_id)
    where c.facts_version = cells.facts_version
      and not exists (select from moved_tests m where m.cell_id = c.cell_id and m.test_id = c.test_id)
    order by c.cell_id, c.test_id, c.first_record_index, c.definition_version desc, c.revision desc
  ) latest
  order by latest.cell_id, latest.test_id, latest.first_record_index,
    (
      not first_value(latest.retracted) over (
        partition by latest.cell_id, latest.test_id, latest.first_record_index order by latest.definition_version desc
      )
      and not latest.retracted and latest.status <> 'open'
      and latest.definition_version in (select definition_version from accepted_definitions)
    ) desc,
    latest.definition_version desc
) chosen
where not chosen.retracted;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on accepted_definitions, test_moves, moved_tests to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select, insert, update, delete on accepted_definitions, test_moves to cellwatch_writer;
    grant select on moved_tests to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on accepted_definitions, test_moves, moved_tests to cellwatch_owner;
  end if;
end
$$;

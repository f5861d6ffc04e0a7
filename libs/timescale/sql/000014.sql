-- The time that has passed, as the one leader tells it: before unix_second, everything below records_end was published on
-- cycler.records in this partition. Null until it is first told. begun_unix_second is when this installation first ran.
create table ticks (
  partition integer primary key,
  begun_unix_second float8 not null,
  unix_second float8,
  records_end bigint
);

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on ticks to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select, insert, update on ticks to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on ticks to cellwatch_owner;
  end if;
end
$$;

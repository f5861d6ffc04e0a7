-- Group roles: whoever logs in is given one of them. They belong to the server, so another database may be creating them now,
-- and whoever migrates may lack the right: then an administrator creates them before the first migration.
do $$
declare
  role text;
begin
  foreach role in array array['cellwatch_owner', 'cellwatch_writer', 'cellwatch_reader'] loop
    begin
      if to_regrole(role) is null then
        execute format('create role %I nologin', role);
      end if;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then raise notice 'role % is missing and may not be created here', role;
    end;
  end loop;
end
$$;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant usage on schema public, scaled to cellwatch_reader;
    grant select on
      cells, cell_facts, tests, scaled.records, records, cycles, cycles_current, alerts, alerts_current, outbox, deliveries,
      rejects, dead_letters, positions, checkpoints, sources, migrations
    to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant usage on schema public, scaled to cellwatch_writer;
    grant select on records, cycles_current, alerts_current, migrations to cellwatch_writer;
    grant select, insert, update, delete on
      cells, cell_facts, tests, scaled.records, cycles, alerts, outbox, deliveries, rejects, dead_letters, positions,
      checkpoints, crashes, sources
    to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on schema public, scaled to cellwatch_owner;
    grant all on all tables in schema public, scaled to cellwatch_owner;
    grant all on all sequences in schema public, scaled to cellwatch_owner;
  end if;
end
$$;

-- Takes hold where the reader itself logs in; a login role that is a member sets its own.
do $$
begin
  alter role cellwatch_reader set statement_timeout = '30s';
exception
  when undefined_object or insufficient_privilege then null;
  -- another database is doing the same
  when unique_violation or internal_error then null;
end
$$;

-- Sets of rules as a lab accepted them: the newest is in force, and none means the limits that come with the program.
create table rule_sets (
  accepted integer generated always as identity primary key,
  rules_version text not null,
  rule_set jsonb not null,
  -- As it was written, with its remarks.
  source text not null,
  accepted_at timestamptz not null default now()
);

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on rule_sets to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select, insert on rule_sets to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on rule_sets to cellwatch_owner;
  end if;
end
$$;

-- An alert is an episode: it fires, gets worse, ends. Those of an older program were final when they were raised.
alter table alerts
  add column rules_version text not null default '0',
  add column topic text not null default 'cell.cycles',
  add column status text not null default 'firing',
  add column changed_at_unix_second float8,
  add column changed_cycle_count integer;

update alerts set topic = 'cycler.records' where rule = 'OVERCHARGE';

drop view alerts_current;
create view alerts_current as
select latest.* from (
  select distinct on (a.cell_id, a.rule, a.test_id, a.record_index) a.*
  from alerts a join cells using (cell_id)
  where a.facts_version = cells.facts_version
  order by a.cell_id, a.rule, a.test_id, a.record_index, a.rule_version desc, a.revision desc
) latest
where not latest.retracted;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on alerts_current to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select on alerts_current to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on alerts_current to cellwatch_owner;
  end if;
end
$$;

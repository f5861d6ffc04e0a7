/** Sent as one query, hence one transaction, by every process that opens the stream. */
export const createTables = `
select pg_advisory_xact_lock(hashtextextended('cellwatch stream tables', 0));

do $$
begin
  -- looked for first: what is there needs no strong lock
  if to_regclass('stream.messages') is not null then
    return;
  end if;

  create schema if not exists stream;

  create table stream.partitions (
    topic text not null,
    partition integer not null,
    -- the position that the next message takes
    next bigint not null default 0,
    primary key (topic, partition)
  ) with (fillfactor = 50);

  create table stream.messages (
    topic text not null,
    partition integer not null,
    position bigint not null,
    key text not null,
    value bytea not null,
    -- json, not jsonb: kept as it was given, whatever characters it has
    headers json,
    published_at timestamptz not null default clock_timestamp(),
    primary key (topic, partition, position)
  );
  -- values are packed already
  alter table stream.messages alter column value set storage external;
end
$$
`;

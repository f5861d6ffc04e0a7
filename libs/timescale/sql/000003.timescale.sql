-- Only where the server offers TimescaleDB; elsewhere scaled.records stays an ordinary table.
create extension if not exists timescaledb;

-- 5 000 records/s fill the indexes of a chunk to about a quarter of 16 GB in 7 h: the default of 7 days is too long for a full lab.
select create_hypertable(
  'scaled.records', by_range('recorded_at', interval '8 hours'), create_default_indexes => false, migrate_data => true
);

-- The Apache build of the extension has no column store.
do $$
begin
  if current_setting('timescaledb.license') = 'timescale' then
    alter table scaled.records set (
      timescaledb.enable_columnstore = true,
      timescaledb.segmentby = 'test_key',
      timescaledb.orderby = 'record_index, recorded_at'
    );
    call add_columnstore_policy('scaled.records', after => interval '1 day');
  end if;
end
$$;

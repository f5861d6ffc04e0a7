/**
 * Per test of cell $1 that reaches into the window from $2 to $3 (Unix seconds or null): the window's instants within the test,
 * and record indexes that lie just outside. The key is (test, record_index), so the window is looked for from the test's end:
 * a live chart reads no more of the index than it shows. Time rises with the record within a test.
 */
export const windowBounds = `
  select asked.*, coalesce(before.record_index, -1) as above, coalesce(after.record_index, 9e18::bigint) as below
  from (
    select test_key,
      greatest(first_recorded_at, to_timestamp($2::float8)) as from_at,
      least(last_recorded_at, to_timestamp($3::float8)) as to_at
    from tests
    where cell_id = $1
      and ($2::float8 is null or last_recorded_at >= to_timestamp($2))
      and ($3::float8 is null or first_recorded_at <= to_timestamp($3))
  ) asked
  left join lateral (
    select record_index from scaled.records r
    where r.test_key = asked.test_key and r.recorded_at < to_timestamp($2)
    order by r.record_index desc limit 1
  ) before on true
  left join lateral (
    select record_index from scaled.records r
    where r.test_key = asked.test_key and r.record_index > coalesce(before.record_index, -1)
      and r.recorded_at > to_timestamp($3)
    order by r.record_index limit 1
  ) after on true
`;

import type { PoolClient } from 'pg';

/** Brings the tests' rows up to what `winners` has changed in the records. */
export async function updateMergedTests(client: PoolClient): Promise<void> {
  await client.query(
    `update tests set
      first_recorded_at = least(first_recorded_at, won.first),
      last_recorded_at = greatest(last_recorded_at, won.last),
      last_record_index = greatest(last_record_index, won.last_index),
      record_count = record_count + won.inserted
    from (
      select test_key, min(recorded_at) as first, max(recorded_at) as last, max(record_index) as last_index,
        count(*) filter (where old_recorded_at is null) as inserted
      from winners group by test_key
    ) won
    where tests.test_key = won.test_key`,
  );
  // A corrected time took away what was the test's first or last: only its records tell the new one.
  await client.query(
    `update tests set first_recorded_at = spans.first, last_recorded_at = spans.last
    from (
      select test_key, min(recorded_at) as first, max(recorded_at) as last
      from scaled.records
      where test_key in (
        select test_key from winners join tests using (test_key)
        where winners.recorded_at <> old_recorded_at and old_recorded_at in (first_recorded_at, last_recorded_at)
      )
      group by test_key
    ) spans
    where tests.test_key = spans.test_key`,
  );
}

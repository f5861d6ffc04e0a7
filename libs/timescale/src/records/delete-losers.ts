import type { PoolClient } from 'pg';

/** Deletes the rows that `winners` replaces, and locks only the chunks that hold them. */
export async function deleteLosers(client: PoolClient): Promise<void> {
  const { rows: spans } = await client.query<{ first: string | null; last: string | null }>(
    `select min(old_recorded_at)::text as first, max(old_recorded_at)::text as last from winners`,
  );
  const [{ first, last }] = spans;
  if (first === null) return;
  await client.query(
    `delete from scaled.records r using winners w
    where r.test_key = w.test_key and r.record_index = w.record_index and r.recorded_at = w.old_recorded_at
      and r.recorded_at between $1::timestamptz and $2::timestamptz`,
    [first, last],
  );
}

import type { Pool } from '@cellwatch/timescale';

/** Everything that the law speaks of, for some cells, as one text: two runs are equal when these texts are. */
export async function currentTables(pool: Pool, cell_ids: string[]): Promise<Record<string, string>> {
  const lines = async (sql: string) => {
    const { rows } = await pool.query<{ line: string }>(sql, [cell_ids]);
    return rows.map(({ line }) => line).join('\n');
  };
  return {
    records: await lines(
      `select (to_jsonb(r) - 'test_key')::text as line from records r where cell_id = any($1)
      order by cell_id, test_id collate "C", record_index`,
    ),
    cycles: await lines(
      `select (to_jsonb(c) - 'revision')::text as line from cycles_current c where cell_id = any($1)
      order by cell_id, test_id collate "C", first_record_index`,
    ),
    alerts: await lines(
      `select (to_jsonb(a) - 'revision' - 'committed_at')::text as line from alerts_current a where cell_id = any($1)
      order by cell_id, rule, test_id collate "C", record_index`,
    ),
    paged: await lines(
      `select cell_id || ' ' || rule || ' ' || record_index as line from outbox where cell_id = any($1)
      order by cell_id, rule, record_index`,
    ),
  };
}

import type { Queryable } from '../pool.js';

export interface CellTest {
  test_id: string;
  equipment_id: string;
  channel_id: string;
  source_format: string;
  clock_source: string;
  live: boolean;
  first_recorded_at: Date;
  last_recorded_at: Date;
  record_count: number;
}

/** The cell's tests in order of time. */
export async function readCellTests(client: Queryable, cell_id: string): Promise<CellTest[]> {
  const { rows } = await client.query<CellTest>(
    `select test_id, equipment_id, channel_id, source_format, clock_source, live,
      first_recorded_at, last_recorded_at, record_count::float8 as record_count
    from tests where cell_id = $1
    order by first_recorded_at, test_key`,
    [cell_id],
  );
  return rows;
}

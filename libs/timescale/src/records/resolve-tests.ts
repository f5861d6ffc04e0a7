import { toStored, type RecordBatch } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/** What is known of a test's landed records before a batch comes. */
export interface LandedTest {
  test_key: number;
  cell_id: string;
  test_id: string;
  last_record_index: number;
}

/**
 * Finds or creates the tests of these batches and holds them until the transaction ends. What describes a test comes from its
 * latest export, then from the larger text, so that arrival order never decides. A new test has no records yet.
 */
export async function resolveTests(client: PoolClient, batches: readonly RecordBatch[]): Promise<LandedTest[]> {
  const described = JSON.stringify(batches.map(description));
  await landCells(
    client,
    batches.map(({ cell_id }) => cell_id),
  );
  await client.query(
    `insert into tests (
      cell_id, test_id, exported_at, equipment_id, channel_id, source_format, clock_source, counter_reset, live,
      first_recorded_at, last_recorded_at, last_record_index
    )
    select distinct on (cell_id, test_id)
      cell_id, test_id, to_timestamp(0) + exported_at * interval '1 microsecond',
      equipment_id, channel_id, source_format, clock_source, counter_reset, live,
      'infinity', '-infinity', ${-Number.MAX_SAFE_INTEGER}
    from json_to_recordset($1::json) as described (
      cell_id text, test_id text, exported_at bigint, equipment_id text collate "C", channel_id text collate "C",
      source_format text collate "C", clock_source text collate "C", counter_reset text collate "C", live boolean
    )
    order by cell_id, test_id, exported_at desc, equipment_id desc, channel_id desc, source_format desc,
      clock_source desc, counter_reset desc, live desc
    on conflict (cell_id, test_id) do update set
      exported_at = excluded.exported_at, equipment_id = excluded.equipment_id, channel_id = excluded.channel_id,
      source_format = excluded.source_format, clock_source = excluded.clock_source,
      counter_reset = excluded.counter_reset, live = excluded.live
    where (
      excluded.exported_at, excluded.equipment_id collate "C", excluded.channel_id collate "C",
      excluded.source_format collate "C", excluded.clock_source collate "C", excluded.counter_reset collate "C",
      excluded.live
    ) > (
      tests.exported_at, tests.equipment_id collate "C", tests.channel_id collate "C",
      tests.source_format collate "C", tests.clock_source collate "C", tests.counter_reset collate "C", tests.live
    )`,
    [described],
  );
  const { rows } = await client.query<LandedTest>(
    `select test_key, cell_id, test_id, last_record_index::float8 as last_record_index
    from tests
    where (cell_id, test_id) in (
      select cell_id, test_id from json_to_recordset($1::json) as described (cell_id text, test_id text)
    )
    order by test_key
    for update`,
    [described],
  );
  return rows;
}

function description(batch: RecordBatch): object {
  const { cell_id, test_id, exported_at, equipment_id, channel_id, source_format } = batch;
  const { clock_source, counter_reset, live } = batch;
  const microsecond = toStored(exported_at, 1e6);
  return {
    ...{ cell_id, test_id, exported_at: microsecond, equipment_id, channel_id, source_format },
    ...{ clock_source, counter_reset, live },
  };
}

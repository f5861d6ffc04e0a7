import type { PoolClient } from 'pg';
import { mergeStaged, prepareMerge, recordColumns } from '../records/merge-records.js';

/**
 * Takes a test's records from one cell to another. Where that has records of the same test already, the two become one test by
 * the rule of every other landing: of two values of one key the later export wins.
 */
export async function moveTest(client: PoolClient, test_id: string, from: string, to: string): Promise<void> {
  const { rows } = await client.query<{ test_key: number; cell_id: string }>(
    `select test_key, cell_id from tests where test_id = $1 and cell_id = any($2::text[])`,
    [test_id, [from, to]],
  );
  const moved = rows.find(({ cell_id }) => cell_id === from);
  const there = rows.find(({ cell_id }) => cell_id === to);
  if (!moved) return;
  if (!there) {
    await client.query(`update tests set cell_id = $1 where test_key = $2`, [to, moved.test_key]);
    return;
  }
  const values = recordColumns.join(', ');
  await prepareMerge(client);
  await client.query(
    `insert into staged (test_key, ${values})
    select $1, ${values}
    from scaled.records where test_key = $2`,
    [there.test_key, moved.test_key],
  );
  await mergeStaged(client, [there.test_key]);
  await client.query(
    `update tests set ${described.map((name) => `${name} = moved.${name}`).join(', ')}
    from tests moved
    where tests.test_key = $1 and moved.test_key = $2
      and (${described.map((name) => ranked('moved', name)).join(', ')}) >
        (${described.map((name) => ranked('tests', name)).join(', ')})`,
    [there.test_key, moved.test_key],
  );
  await client.query(`delete from scaled.records where test_key = $1`, [moved.test_key]);
  await client.query(`delete from tests where test_key = $1`, [moved.test_key]);
}

/** What describes a test, in the order of its rank: the latest export, then the larger text. */
const described = 'exported_at equipment_id channel_id source_format clock_source counter_reset live'.split(' ');

function ranked(table: string, name: string): string {
  return `${table}.${name}${name === 'exported_at' || name === 'live' ? '' : ' collate "C"'}`;
}

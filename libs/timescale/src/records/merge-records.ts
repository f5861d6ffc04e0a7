import type { PoolClient } from 'pg';
import { quantityColumns } from './columns.js';
import { copyRecords } from './copy-records.js';
import { deleteLosers } from './delete-losers.js';
import type { EncodedCopy } from './encode-copy.js';
import { updateMergedTests } from './update-merged-tests.js';

const values = ['recorded_at', ...quantityColumns, 'cycler_state'];
/** Of a record, without the test that it is of. */
export const recordColumns = ['record_index', 'exported_at', ...values];
const columns = ['test_key', ...recordColumns];
const of = (table: string, names: string[]) => names.map((name) => `${table}.${name}`).join(', ');
/** Of several values of one key the later export wins, then the larger content; what is there already wins a tie. */
const byRank = ['exported_at', 'recorded_at', ...quantityColumns, 'cycler_state collate "C"', 'stored']
  .map((name) => `${name} desc nulls last`)
  .join(', ');

export interface Merged {
  inserted: number;
  replaced: number;
}

/**
 * Lands records whose keys may be there already, or several times among themselves. A record whose recorded_at was corrected
 * takes its old row away. Keeps the tests' rows right.
 */
export async function mergeRecords(client: PoolClient, encoded: EncodedCopy, test_keys: number[]): Promise<Merged> {
  await prepareMerge(client);
  await copyRecords(client, 'staged', encoded);
  return mergeStaged(client, test_keys);
}

/** An empty table `staged` for what is to be merged in this transaction. */
export async function prepareMerge(client: PoolClient): Promise<void> {
  await client.query(
    `create temporary table if not exists staged (like scaled.records) on commit delete rows;
    create temporary table if not exists winners (like scaled.records, old_recorded_at timestamptz, changed boolean)
      on commit delete rows;
    truncate staged, winners`,
  );
}

/** Lands what is `staged`, all of it of these tests. */
export async function mergeStaged(client: PoolClient, test_keys: number[]): Promise<Merged> {
  await client.query(`analyze staged`);
  // The tests' own span keeps the look for old rows to the chunks that can hold them.
  const { rows: spans } = await client.query<{ first: string; last: string }>(
    `select min(first_recorded_at)::text as first, max(last_recorded_at)::text as last
    from tests where test_key = any($1::integer[])`,
    [test_keys],
  );
  await client.query(
    `insert into winners (${columns.join(', ')}, old_recorded_at, changed)
    with old as materialized (
      select r.*
      from (select distinct test_key, record_index from staged) keys
      join scaled.records r using (test_key, record_index)
      where r.test_key = any($1::integer[]) and r.recorded_at between $2::timestamptz and $3::timestamptz
    ), candidates as (
      select ${columns.join(', ')}, false as stored from staged
      union all
      select ${columns.join(', ')}, true from old
    ), best as (
      select distinct on (test_key, record_index) *
      from candidates
      order by test_key, record_index, ${byRank}
    )
    select ${of('best', columns)}, old.recorded_at, (${of('best', values)}) is distinct from (${of('old', values)})
    from best left join old using (test_key, record_index)
    where not stored`,
    [test_keys, spans[0].first, spans[0].last],
  );
  await deleteLosers(client);
  await client.query(
    `insert into scaled.records (${columns.join(', ')})
    select ${columns.join(', ')} from winners order by test_key, record_index`,
  );
  await updateMergedTests(client);
  const { rows } = await client.query<Merged>(
    `select
      count(*) filter (where old_recorded_at is null)::float8 as inserted,
      count(*) filter (where old_recorded_at is not null and changed)::float8 as replaced
    from winners`,
  );
  return rows[0];
}

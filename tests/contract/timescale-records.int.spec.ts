import { jest } from '@jest/globals';
import { quantities, quantityNames, type RecordBatch } from '@cellwatch/events';
import {
  DataError,
  inSnapshot,
  inTransaction,
  isOutage,
  landRecords,
  migrate,
  openPool,
  readCellRecords,
  type LandedRecords,
  type Pool,
} from '@cellwatch/timescale';
import { testServers, type TestDatabase } from '../support/postgres.js';
import { random } from '../support/random.js';
import { batchOf, rowsOf, type Row } from './timescale-samples.js';

const shuffles = process.env.CELLWATCH_LONG ? 200 : 8;
jest.setTimeout(process.env.CELLWATCH_LONG ? 1_800_000 : 300_000);

describe.each(testServers())('records on $name', ({ start }) => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await start();
    pool = openPool(database.url);
    await migrate(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  /** As the store: what fails by an outage, such as a deadlock with the job that compresses old chunks, comes again. */
  async function land(batches: RecordBatch[]): Promise<LandedRecords> {
    for (;;)
      try {
        return await inTransaction(pool, (client) => landRecords(client, batches));
      } catch (error) {
        if (!isOutage(error)) throw error;
      }
  }

  function read(cell_id: string, batch_size?: number): Promise<RecordBatch[]> {
    return inSnapshot(pool, async (client) => {
      const batches: RecordBatch[] = [];
      for await (const batch of readCellRecords(client, cell_id, { batch_size })) batches.push(batch);
      return batches;
    });
  }

  /** All that was landed for a cell, surrogate keys aside. */
  async function tables(cell_id: string): Promise<string[]> {
    const { rows } = await pool.query<{ line: string }>(
      `select (to_jsonb(t) - 'test_key')::text as line from tests t where cell_id = $1
      union all
      select (to_jsonb(r) - 'test_key')::text || test_id from scaled.records r join tests using (test_key) where cell_id = $1
      order by 1`,
      [cell_id],
    );
    return rows.map(({ line }) => line);
  }

  test('every column comes back as it went', async () => {
    const batch = everyColumn();
    expect(await land([batch])).toEqual({ inserted: batch.length, repeated: 0, replaced: 0 });
    expect(await read(batch.cell_id)).toEqual([batch]);
  });

  test('every column comes back as it went when it was merged', async () => {
    const batch = { ...everyColumn(), cell_id: 'merged' };
    await land([
      {
        ...batch,
        exported_at: 5,
        columns: { ...batch.columns, voltage_volt: batch.columns.voltage_volt!.map(() => 1) },
      },
    ]);
    expect(await land([batch])).toEqual({ inserted: 0, repeated: 0, replaced: batch.length });
    expect(await read(batch.cell_id)).toEqual([batch]);
  });

  test.each(quantityNames.filter((name) => name !== 'record_index' && name !== 'unix_time_second'))(
    '%s alone comes back, and the others have no column',
    async (name) => {
      const cell_id = `only ${name}`;
      const columns = {
        ...batchOf(rowsOf(cell_id, 'test', 1, 3)).columns,
        voltage_volt: undefined,
        current_ampere: undefined,
      };
      const value = 7 / quantities[name].scale;
      const batch = { ...batchOf(rowsOf(cell_id, 'test', 1, 3)), cycler_state: undefined };
      batch.columns = {
        record_index: columns.record_index,
        unix_time_second: columns.unix_time_second,
        [name]: Float64Array.of(value, NaN, -value),
      };
      await land([batch]);
      const [back] = await read(cell_id);
      expect(back.columns).toEqual(batch.columns);
      expect(back.cycler_state).toBeUndefined();
    },
  );

  test.each([
    ['voltage_volt', 22],
    ['end_status', 40_000],
    ['step_count', 2 ** 31],
    ['current_ampere', Infinity],
    ['unix_time_second', 1e10],
    ['record_index', 2 ** 60],
  ] as const)('%s of %d is refused with its name, and nothing lands', async (name, value) => {
    const cell_id = `refused ${name}`;
    const batch = batchOf(rowsOf(cell_id, 'test', 1, 2));
    batch.columns[name] = Float64Array.of(1, value);
    const refused = await land([batch]).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(DataError);
    expect((refused as Error).message).toContain(name);
    expect(await tables(cell_id)).toEqual([]);
  });

  test('a repeat changes nothing, a longer export adds what is new', async () => {
    const rows = rowsOf('longer', 'test', 1, 10);
    await land([batchOf(rows)]);
    const once = await tables('longer');
    expect(await land([batchOf(rows)])).toEqual({ inserted: 0, repeated: 10, replaced: 0 });
    expect(await tables('longer')).toEqual(once);
    const longer = rowsOf('longer', 'test', 1, 15, 2);
    expect(await land([batchOf(longer)])).toEqual({ inserted: 5, repeated: 10, replaced: 0 });
  });

  test('a corrected time moves the record, and the test’s first and last with it', async () => {
    const rows = rowsOf('moved', 'test', 1, 3);
    await land([batchOf(rows)]);
    const moved = rows.map((row) => ({ ...row, exported_at: 2, unix_time_second: row.unix_time_second + 86_400 }));
    expect(await land([batchOf(moved)])).toEqual({ inserted: 0, repeated: 0, replaced: 3 });
    const { rows: found } = await pool.query<{ first: number; last: number; record_count: string; stored: number }>(
      `select extract(epoch from first_recorded_at)::float8 as first, extract(epoch from last_recorded_at)::float8 as last,
        record_count, (select count(*)::int from records where cell_id = 'moved') as stored
      from tests where cell_id = 'moved'`,
    );
    const [first, , last] = moved.map((row) => row.unix_time_second);
    expect(found).toEqual([{ first, last, record_count: '3', stored: 3 }]);
  });

  test('tests are read in the order of their first record, in batches of one export', async () => {
    await land([
      batchOf(rowsOf('ordered', 'a', 1_000, 5)),
      batchOf(rowsOf('ordered', 'b', 1, 3)),
      batchOf(rowsOf('ordered', 'b', 4, 3, 2)),
    ]);
    const batches = await read('ordered', 4);
    expect(batches.map(({ test_id, exported_at, length }) => [test_id, exported_at, length])).toEqual([
      ['b', 1, 3],
      ['b', 2, 3],
      ['a', 1, 4],
      ['a', 1, 1],
    ]);
  });

  test('whoever stops reading early leaves the connection usable', async () => {
    await land([batchOf(rowsOf('early', 'test', 1, 30_000))]);
    await inSnapshot(pool, async (client) => {
      for await (const batch of readCellRecords(client, 'early', { batch_size: 10 })) {
        expect(batch.length).toBe(10);
        break;
      }
      const { rows } = await client.query('select 1 as one');
      expect(rows).toEqual([{ one: 1 }]);
    });
  });

  test('the law: any batching, order and repetition gives the same tables', async () => {
    for (let seed = 1; seed <= shuffles; seed++) {
      const next = random(seed);
      const below = (limit: number) => Math.floor(next() * limit);
      const straight = `straight ${seed}`;
      const shuffled = `shuffled ${seed}`;
      const ties = seed % 2 === 0;
      const accepted = exports(straight, below, ties);
      for (const batch of accepted) await land([batchOf(batch)]);
      await land(accepted.map(batchOf));
      let batches = accepted
        .flatMap((rows) => cut(rows, below))
        .flatMap((rows) => (below(3) === 0 ? [rows, rows] : [rows]));
      batches = shuffle(batches, below);
      while (batches.length > 0) {
        const taken = batches.splice(0, 1 + below(6));
        await land(taken.map((rows) => batchOf(rows.map((row) => ({ ...row, cell_id: shuffled })))));
      }
      const expected = (await tables(straight)).map((line) => line.replaceAll(straight, shuffled));
      expect({ seed, tables: await tables(shuffled) }).toEqual({ seed, tables: expected });
      if (ties) continue;
      const winners = latest(accepted.flat());
      const found = await pool.query(
        `select test_id, record_index::int, voltage_volt, extract(epoch from recorded_at)::float8 as unix_time_second
        from records where cell_id = $1 order by test_id, record_index`,
        [shuffled],
      );
      expect({ seed, rows: found.rows }).toEqual({ seed, rows: winners });
    }
  });
});

/** Growing exports of two tests, with corrections of values and times; with `ties`, two of them differ and are of one moment. */
function exports(cell_id: string, below: (limit: number) => number, ties: boolean): Row[][] {
  return ['a', 'b'].flatMap((test_id) => {
    let rows: Row[] = [];
    return Array.from({ length: 3 }, (_, at) => {
      const exported_at = ties ? 1 + (at >> 1) : 1 + at;
      const grown = rowsOf(cell_id, test_id, 1 + rows.length, below(12) + 1);
      rows = [...rows, ...grown].map((row) => {
        const corrected = below(8);
        return {
          ...row,
          exported_at,
          voltage_volt: corrected === 0 ? 4 + at / 8 : row.voltage_volt,
          unix_time_second: corrected === 1 ? row.unix_time_second + 0.25 : row.unix_time_second,
          cycler_state: corrected === 2 ? `S${at}` : row.cycler_state,
        };
      });
      return rows;
    });
  });
}

/** The last export of each key. */
function latest(rows: Row[]): object[] {
  const winners = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.test_id} ${row.record_index}`;
    if ((winners.get(key)?.exported_at ?? 0) <= row.exported_at) winners.set(key, row);
  }
  return [...winners.values()]
    .sort((a, b) => a.test_id.localeCompare(b.test_id) || a.record_index - b.record_index)
    .map(({ test_id, record_index, voltage_volt, unix_time_second }) => ({
      ...{ test_id, record_index, voltage_volt: Math.round(voltage_volt * 1e8) / 1e8, unix_time_second },
    }));
}

function cut(rows: Row[], below: (limit: number) => number): Row[][] {
  const pieces: Row[][] = [];
  for (let at = 0; at < rows.length;) {
    const length = 1 + below(7);
    pieces.push(below(4) === 0 ? rows.slice(at, at + length).reverse() : rows.slice(at, at + length));
    at += length;
  }
  return pieces;
}

function shuffle<T>(things: T[], below: (limit: number) => number): T[] {
  const shuffled = [...things];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other], shuffled[at]];
  }
  return shuffled;
}

/** Largest and least values, zero, the finest step and nothing, in every column. */
function everyColumn(): RecordBatch {
  const columns: RecordBatch['columns'] = {};
  for (const name of quantityNames) {
    const { bytes, scale } = quantities[name];
    const most = { 2: 2 ** 15 - 1, 4: 2 ** 31 - 1, 8: Number.MAX_SAFE_INTEGER }[bytes] / scale;
    columns[name] = Float64Array.of(most, -most, 0, 1 / scale, NaN, -12_345 / scale);
  }
  columns.record_index = Float64Array.of(1 - Number.MAX_SAFE_INTEGER, -1, 0, 1, 2 ** 40, Number.MAX_SAFE_INTEGER);
  columns.unix_time_second = Float64Array.of(
    -2_208_988_799,
    946_684_799.999_999,
    1e-6,
    1_795_578_000.123_457,
    946_684_800,
    8_993_376_000.5,
  );
  return {
    ...batchOf(rowsOf('every column', 'test', 1, 6)),
    exported_at: 1_795_578_000.500_001,
    live: true,
    columns,
    cycler_state: { dictionary: ['R', 'Ü 充電', ''], codes: Uint8Array.of(0, 1, 1, 2, 0, 2) },
  };
}

import type { CycleSummary } from '@cellwatch/events';
import {
  acceptDefinition,
  acceptFirstDefinition,
  inTransaction,
  landCycles,
  migrate,
  openPool,
  readAcceptedDefinition,
  readCellCycles,
  readCurrentCycles,
  type Pool,
} from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { cycleOf } from './timescale-samples.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = openPool(database.url);
  await migrate(pool);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});
beforeEach(() => pool.query('truncate accepted_definitions'));

let cells = 0;
/** Which of a cycle's rows is shown, by its retention; null where none is. */
async function shown(rows: Partial<CycleSummary>[]): Promise<number | null> {
  const cell_id = `cell ${(cells += 1)}`;
  await inTransaction(pool, async (client) => {
    for (const row of rows) await landCycles(client, [cycleOf({ cell_id, ...row })]);
  });
  const cycles = await readCellCycles(pool, cell_id);
  expect(cycles.length).toBeLessThan(2);
  return cycles[0]?.capacity_retention ?? null;
}
const row = (definition_version: number, capacity_retention: number, over: Partial<CycleSummary> = {}) => ({
  definition_version,
  capacity_retention,
  ...over,
});

test('the program that starts first accepts its definition; who comes later does not', async () => {
  expect(await readAcceptedDefinition(pool)).toBeNull();
  await acceptFirstDefinition(pool, 2);
  await acceptFirstDefinition(pool, 3);
  expect(await readAcceptedDefinition(pool)).toBe(2);
  expect(await acceptDefinition(pool, 3)).toBe(true);
  expect(await acceptDefinition(pool, 3)).toBe(false);
  expect(await readAcceptedDefinition(pool)).toBe(3);
});

test('a database that shows cycles before there was acceptance has accepted the first definition', async () => {
  const older = await startTestDatabase();
  const old = openPool(older.url);
  try {
    await migrate(old);
    // back to where 000005 had not run
    await old.query(
      `insert into cells (cell_id) values ('cell');
      drop table accepted_definitions, test_moves cascade;
      alter table cells drop column bookings;
      delete from migrations where name = '000005.sql'`,
    );
    await inTransaction(old, (client) => landCycles(client, [cycleOf({})]));
    await migrate(old);
    expect(await readAcceptedDefinition(old)).toBe(1);
    expect(await readCellCycles(old, 'cell')).toHaveLength(1);
  } finally {
    await old.end();
    await older.stop();
  }
});

describe('of a cycle that two definitions know', () => {
  test('the accepted one is shown', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(1, 0.1), row(2, 0.2)])).toBe(0.1);
    expect(await shown([row(2, 0.2), row(1, 0.1), row(3, 0.3)])).toBe(0.1);
  });

  test('the highest of the accepted ones is shown', async () => {
    await acceptDefinition(pool, 1);
    await acceptDefinition(pool, 2);
    expect(await shown([row(1, 0.1), row(2, 0.2), row(3, 0.3)])).toBe(0.2);
  });

  test('nothing accepted: the newest', async () => {
    expect(await shown([row(1, 0.1), row(2, 0.2)])).toBe(0.2);
  });

  test('one that exists only under a newer definition shows that', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(2, 0.2)])).toBe(0.2);
    expect(await shown([row(2, 0.2), row(3, 0.3)])).toBe(0.3);
  });

  test('one that the accepted has only open shows the newest, whatever revision was complete before', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(1, 0.1, { status: 'open' }), row(2, 0.2)])).toBe(0.2);
    expect(await shown([row(1, 0.1, { status: 'open' })])).toBe(0.1);
    expect(await shown([row(1, 0.1), row(1, 0.11, { revision: 2, status: 'open' }), row(2, 0.2)])).toBe(0.2);
  });

  test('within a definition the highest revision counts', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(1, 0.1), row(1, 0.11, { revision: 2 }), row(2, 0.2)])).toBe(0.11);
  });

  test('what the newest has retracted is gone: it is no cycle of the records any more', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(1, 0.1), row(2, 0.2), row(2, 0.2, { revision: 2, retracted: true })])).toBeNull();
    expect(await shown([row(1, 0.1), row(2, 0.2, { retracted: true }), row(2, 0.2, { revision: 2 })])).toBe(0.1);
  });

  test('what the accepted has retracted and the newest knows shows the newest', async () => {
    await acceptDefinition(pool, 1);
    expect(await shown([row(1, 0.1), row(1, 0.1, { revision: 2, retracted: true }), row(2, 0.2)])).toBe(0.2);
    expect(await shown([row(1, 0.1), row(1, 0.1, { revision: 2, retracted: true })])).toBeNull();
  });

  test('each definition keeps its own rows for whoever asks for it', async () => {
    await acceptDefinition(pool, 1);
    await shown([row(1, 0.1), row(2, 0.2)]);
    const of = (definition: number) => readCurrentCycles(pool, `cell ${cells}`, definition, '0');
    expect((await of(1)).map((cycle) => cycle.capacity_retention)).toEqual([0.1]);
    expect((await of(2)).map((cycle) => cycle.capacity_retention)).toEqual([0.2]);
  });
});

test('one cell’s cycles are found by the key, not by going through all of them', async () => {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain select * from cycles_current where cell_id = 'cell 1'`,
  );
  const plan = rows.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/on cycles c[^\n]*\n[^\n]*(Index|Recheck) Cond: \(cell_id = 'cell 1'::text\)/);
});

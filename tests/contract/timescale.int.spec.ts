import { readdirSync } from 'node:fs';
import { noFacts, topics, type CellFacts, type Reject } from '@cellwatch/events';
import {
  advancePositions,
  claimDeliveries,
  claimPositions,
  clearCrashes,
  countCrash,
  databaseFacts,
  inTransaction,
  landAlerts,
  landCycles,
  landDeadLetters,
  landFacts,
  landRecords,
  landRejects,
  loadCheckpoints,
  markDelivered,
  markFailed,
  migrate,
  openPool,
  readCurrentCycles,
  readFacts,
  readFactsVersions,
  readPositions,
  readPublishedAlerts,
  saveCheckpoints,
  type Checkpoint,
  type Pool,
} from '@cellwatch/timescale';
import { testServers, type TestDatabase } from '../support/postgres.js';
import { unexercised } from '../support/unexercised.js';
import { alertOf, batchOf, cycleOf, rowsOf } from './timescale-samples.js';

let timescale = false;

describe.each(testServers())('$name', ({ start }) => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await start();
    pool = openPool(database.url, { max: 8 });
    // Everybody migrates at his start, at once.
    await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
    timescale ||= database.timescaledb;
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const inside = inTransaction<void>;

  describe('migrate', () => {
    test('has applied each step once, and those that need TimescaleDB where it is', async () => {
      const { migrated, timescaledb } = await databaseFacts(pool);
      const steps = readdirSync(new URL('../../libs/timescale/sql/', import.meta.url)).sort();
      expect(migrated).toEqual(steps.filter((name) => database.timescaledb || !name.includes('.timescale.')));
      expect(timescaledb !== null).toBe(database.timescaledb);
    });

    test('changes nothing the second time', async () => {
      const before = await pool.query('select * from migrations order by name');
      await migrate(pool);
      expect((await pool.query('select * from migrations order by name')).rows).toEqual(before.rows);
    });

    test('refuses a file that was changed after it had been applied', async () => {
      await pool.query(`update migrations set sha256 = 'f00' || substr(sha256, 4) where name = '000002.sql'`);
      await expect(migrate(pool)).rejects.toThrow(/000002\.sql has SHA-256 .* f00.* was applied/);
      await pool.query(`delete from migrations where name = '000002.sql'`);
      await migrate(pool);
    });

    test('leaves no half of a step that fails', async () => {
      await pool.query(`create database half`);
      const url = new URL(database.url);
      url.pathname = '/half';
      const half = openPool(url.href, { max: 1 });
      await half.query(`create table outbox (mine integer)`);
      await expect(migrate(half)).rejects.toThrow(/"outbox" already exists/);
      expect((await databaseFacts(half)).migrated).toEqual([]);
      expect((await half.query(`select to_regclass('cells') as cells`)).rows).toEqual([{ cells: null }]);
      await half.query(`drop table outbox`);
      await migrate(half);
      await half.end();
    });

    test('the reader reads and does not write, the writer lands', async () => {
      await expect(
        inTransaction(pool, async (client) => {
          await client.query('set local role cellwatch_reader');
          await client.query('select * from records, cycles_current, alerts_current');
          await client.query(`insert into cells (cell_id) values ('by the reader')`);
        }),
      ).rejects.toThrow(/permission denied/);
      await inTransaction(pool, async (client) => {
        await client.query('set local role cellwatch_writer');
        await claimPositions(client, 'writer', [{ topic: 't', partition: 0 }]);
        await advancePositions(client, 'writer', [{ topic: 't', partition: 0, expected: 0, next: 1 }]);
        await landRecords(client, [batchOf(rowsOf('by the writer', 'test', 1, 3))]);
        await landRecords(client, [batchOf(rowsOf('by the writer', 'test', 2, 3))]);
        await landCycles(client, [cycleOf({ cell_id: 'by the writer' })]);
        await landAlerts(client, [alertOf({ cell_id: 'by the writer' })]);
      });
    });
  });

  describe('positions', () => {
    const at = (partition: number) => ({ topic: 'topic', partition });

    test('begin at 0 and are answered in the order asked', async () => {
      expect(await inTransaction(pool, (client) => claimPositions(client, 'a', [at(1), at(0)]))).toEqual([0, 0]);
      const moves = [
        { ...at(0), expected: 0, next: 5 },
        { ...at(1), expected: 0, next: 2 ** 40 },
      ];
      expect(await inTransaction(pool, (client) => advancePositions(client, 'a', moves))).toBe(true);
      const asked = [at(1), at(2), at(0)];
      expect(await inTransaction(pool, (client) => claimPositions(client, 'a', asked))).toEqual([2 ** 40, 0, 5]);
      expect(await readPositions(pool, 'a')).toEqual([
        { ...at(0), next: 5 },
        { ...at(1), next: 2 ** 40 },
        { ...at(2), next: 0 },
      ]);
    });

    test('are not moved from elsewhere, nor where they never were', async () => {
      const stale = { ...at(0), expected: 4, next: 9 };
      expect(await inTransaction(pool, (client) => advancePositions(client, 'a', [stale]))).toBe(false);
      const unknown = { ...at(7), expected: 0, next: 1 };
      expect(await inTransaction(pool, (client) => advancePositions(client, 'a', [unknown]))).toBe(false);
    });

    test('three late writers over the same 60 batches: 60 commits, each batch once', async () => {
      await inside(pool, async (client) => void (await claimPositions(client, 'late', [at(0), at(1)])));
      let commits = 0;
      let fenced = 0;
      async function writer(): Promise<void> {
        for (let batch = 0; batch < 60; batch++) {
          try {
            await inside(pool, async (client) => {
              const move = { expected: batch, next: batch + 1 };
              const moves = [
                { ...at(batch % 2), ...move },
                { ...at(1 - (batch % 2)), ...move },
              ];
              if (!(await advancePositions(client, 'late', moves))) throw new Error('fenced');
              await landRecords(client, [batchOf(rowsOf('late writers', 'test', batch * 10, 10))]);
            });
            commits += 1;
          } catch (error) {
            expect((error as Error).message).toBe('fenced');
            fenced += 1;
          }
        }
      }
      await Promise.all([writer(), writer(), writer()]);
      expect({ commits, fenced }).toEqual({ commits: 60, fenced: 120 });
      const { rows } = await pool.query(
        `select record_count::int, last_record_index::int from tests where cell_id = 'late writers'`,
      );
      expect(rows).toEqual([{ record_count: 600, last_record_index: 599 }]);
    });
  });

  describe('checkpoints', () => {
    test('come back as they were saved, by partition', async () => {
      const checkpoint: Checkpoint = {
        cell_id: 'a',
        partition: 3,
        covers: { 'cycler.records': 2 ** 41 },
        state: '{"text":"“ \\\\ {,} null 充電"}',
        dirty: null,
        stalled: null,
      };
      const other = { ...checkpoint, cell_id: 'b', dirty: { 'cycler.records': 4 }, stalled: 'NULL', state: '' };
      await saveCheckpoints(pool, 'fold', [checkpoint, other, { ...other, cell_id: 'c', partition: 4 }]);
      expect(await loadCheckpoints(pool, 'fold', [3, 5])).toEqual([checkpoint, other]);
      await saveCheckpoints(pool, 'fold', [{ ...other, dirty: null }]);
      expect(await loadCheckpoints(pool, 'fold', [3])).toEqual([checkpoint, { ...other, dirty: null }]);
      expect(await loadCheckpoints(pool, 'other fold', [3])).toEqual([]);
      await saveCheckpoints(pool, 'fold', []);
    });

    test('crashes are counted by message and forgotten behind a position', async () => {
      expect(await countCrash(pool, 'fold', 'topic', 1, 10)).toBe(1);
      expect(await countCrash(pool, 'fold', 'topic', 1, 10)).toBe(2);
      expect(await countCrash(pool, 'fold', 'topic', 1, 11)).toBe(1);
      await clearCrashes(pool, 'fold', 'topic', 1, 11);
      expect(await countCrash(pool, 'fold', 'topic', 1, 10)).toBe(1);
      expect(await countCrash(pool, 'fold', 'topic', 1, 11)).toBe(2);
    });
  });

  describe('facts', () => {
    test('hold by message order, and every version is kept', async () => {
      const first: CellFacts = {
        cell_id: 'declared',
        facts_version: 'v1',
        system: 'full_cell',
        formation_cycles: [1, 2],
      };
      const second: CellFacts = { cell_id: 'declared', facts_version: 'v2', nominal_capacity_ah: 0.1 + 0.2 };
      await inTransaction(pool, (client) => landFacts(client, [first, second]));
      expect(await readFacts(pool, 'declared')).toEqual(second);
      await inTransaction(pool, (client) => landFacts(client, [first]));
      expect(await readFacts(pool, 'declared')).toEqual(first);
      expect(await readFactsVersions(pool, ['declared', 'nobody'])).toEqual(new Map([['declared', 'v1']]));
      const { rows } = await pool.query(`select facts_version from cell_facts where cell_id = 'declared' order by 1`);
      expect(rows).toEqual([{ facts_version: 'v1' }, { facts_version: 'v2' }]);
      expect(await readFacts(pool, 'nobody')).toEqual({ cell_id: 'nobody', facts_version: noFacts });
    });
  });

  describe('cycles', () => {
    const land = (cycles: Parameters<typeof landCycles>[1]) =>
      inTransaction(pool, (client) => landCycles(client, cycles));
    const read = (cell_id: string) => readCurrentCycles(pool, cell_id, 1, '0');

    test('come back bit for bit', async () => {
      const cycle = cycleOf({ cell_id: 'bits' });
      await land([cycle]);
      expect(await read('bits')).toEqual([cycle]);
    });

    test('an open one is overwritten in every column, a final one never', async () => {
      const open = cycleOf({ cell_id: 'open', status: 'open' });
      const later = cycleOf({
        ...Object.fromEntries(
          Object.entries(open).map(([name, value]) => [name, typeof value === 'number' ? value + 1 : value]),
        ),
        ...{ cell_id: 'open', first_record_index: 1, definition_version: 1, revision: 1, cycle_charging_energy_wh: 2 },
        ...{
          cycle_count: 5,
          ended_at_unix_second: 9,
          initial_coulombic_efficiency: 0.9,
          coulombic_efficiency_reason: 'resumed',
        },
        ...{
          first_direction: 'discharge',
          retention_reference: 'x',
          charging_end_reason: 'time',
          discharging_end_reason: 'user',
        },
        ...{ regime: 'other', flags: [], status: 'open' },
      });
      await land([open]);
      await land([later]);
      expect(await read('open')).toEqual([later]);
      const final = { ...later, status: 'partial' as const, coulombic_efficiency: null };
      await land([final]);
      await land([open]);
      await land([{ ...later, status: 'complete' }]);
      expect(await read('open')).toEqual([final]);
    });

    test('several of one key in one call end as they would one by one', async () => {
      const open = cycleOf({ cell_id: 'several', status: 'open' });
      const final = cycleOf({ cell_id: 'several' });
      await land([open, { ...open, last_record_index: 100 }, final, open]);
      expect(await read('several')).toEqual([final]);
    });

    test('the highest revision is current, retracted or not', async () => {
      const first = cycleOf({ cell_id: 'revised' });
      const second = { ...first, revision: 2, retracted: true };
      await land([second, first]);
      expect(await read('revised')).toEqual([second]);
      const { rows } = await pool.query(`select * from cycles_current where cell_id = 'revised'`);
      expect(rows).toEqual([]);
      expect(await readCurrentCycles(pool, 'revised', 2, '0')).toEqual([]);
      expect(await readCurrentCycles(pool, 'revised', 1, 'other facts')).toEqual([]);
    });
  });

  describe('alerts', () => {
    const land = (alerts: Parameters<typeof landAlerts>[1]) =>
      inTransaction(pool, (client) => landAlerts(client, alerts));
    const outbox = async (cell_id: string) =>
      (await pool.query(`select payload from outbox where cell_id = $1 order by outbox_id`, [cell_id])).rows;

    test('the first of a key pages, repeats and revisions do not', async () => {
      const alert = alertOf({ cell_id: 'paged' });
      await land([alert, alert]);
      await land([alert]);
      const corrected = { ...alert, revision: 2, message: 'corrected' };
      await land([corrected, { ...alert, facts_version: 'v2' }, { ...alert, rule_version: 2 }]);
      expect(await outbox('paged')).toEqual([{ payload: alert }]);
      expect(await readPublishedAlerts(pool, 'paged', topics.cycles, 'v2')).toEqual([{ ...alert, facts_version: 'v2' }]);
      expect(await readPublishedAlerts(pool, 'paged', topics.records, '0')).toEqual([]);
      expect(await readPublishedAlerts(pool, 'paged', topics.cycles, '0')).toEqual([{ ...alert, rule_version: 2 }]);
    });

    test('one that comes first as a retraction pages nobody, whatever follows', async () => {
      const alert = alertOf({ cell_id: 'withdrawn', revision: 2, retracted: true });
      await land([alert, { ...alert, revision: 3, retracted: false }]);
      expect(await outbox('withdrawn')).toEqual([]);
    });

    test('one that was raised and withdrawn in one call has paged', async () => {
      const alert = alertOf({ cell_id: 'brief' });
      await land([alert, { ...alert, revision: 2, retracted: true }]);
      expect(await outbox('brief')).toEqual([{ payload: alert }]);
    });

    test('a delivery is claimed once, comes again after a failure, and dies at last', async () => {
      await pool.query(`delete from outbox`);
      await land([1, 2, 3].map((record_index) => alertOf({ cell_id: 'delivered', record_index })));
      const [first, second, third] = await Promise.all([1, 2, 3].map(() => claimDeliveries(pool, 'hook', 1)));
      const claimed = [first, second, third].flat();
      const rest = await claimDeliveries(pool, 'hook', 10);
      expect([...claimed, ...rest].map(({ payload }) => payload.record_index).sort()).toEqual([1, 2, 3]);
      expect(await claimDeliveries(pool, 'hook', 10)).toEqual([]);
      expect((await claimDeliveries(pool, 'other hook', 2)).map(({ attempts }) => attempts)).toEqual([1, 1]);
      const [{ outbox_id }, { outbox_id: failing }] = [...claimed, ...rest];
      await markDelivered(pool, 'hook', [outbox_id]);
      await markFailed(pool, 'hook', failing, 'refused', 2);
      const due = () =>
        pool.query(`update deliveries set next_attempt_at = now() where route = 'hook' and outbox_id = $1`, [failing]);
      await due();
      expect(await claimDeliveries(pool, 'hook', 10)).toMatchObject([{ outbox_id: failing, attempts: 2 }]);
      await markFailed(pool, 'hook', failing, 'refused again', 2);
      await due();
      expect(await claimDeliveries(pool, 'hook', 10)).toEqual([]);
      const { rows } = await pool.query(
        `select last_error, dead_at is not null as dead from deliveries where route = 'hook' and outbox_id = $1`,
        [failing],
      );
      expect(rows).toEqual([{ last_error: 'refused again', dead: true }]);
    });
  });

  test('what was refused is kept with its bytes, once', async () => {
    const reject: Reject = {
      source: 'file.txt',
      cell_id: 'cell',
      test_id: null,
      reason: 'binary',
      message: 'line 3 holds a zero byte',
      line: 3,
      bytes_base64: Buffer.from([0, 255, 10]).toString('base64'),
    };
    for (let times = 0; times < 2; times++) await inside(pool, (client) => landRejects(client, [reject, reject]));
    const { rows } = await pool.query(`select source, line::int, bytes from rejects`);
    expect(rows).toEqual([{ source: 'file.txt', line: 3, bytes: Buffer.from([0, 255, 10]) }]);
  });

  test('dead letters keep key, reason and bytes, once, whatever they hold', async () => {
    const letter = {
      topic: 't.dead',
      partition: 1,
      position: 2 ** 40,
      key: 'a\0b',
      reason: '"\\{}',
      value: Uint8Array.of(0, 92, 255),
    };
    for (let times = 0; times < 2; times++)
      await inside(pool, (client) =>
        landDeadLetters(client, [letter, { ...letter, position: 1, value: new Uint8Array(0) }]),
      );
    const { rows } = await pool.query(
      `select position::float8, key, reason, value from dead_letters order by position`,
    );
    expect(rows).toEqual([
      { position: 1, key: 'a\uFFFDb', reason: '"\\{}', value: Buffer.alloc(0) },
      { position: 2 ** 40, key: 'a\uFFFDb', reason: '"\\{}', value: Buffer.from([0, 92, 255]) },
    ]);
  });
});

afterAll(() => {
  if (!timescale) unexercised('TimescaleDB: no server here offers it', { nowhere: true });
});

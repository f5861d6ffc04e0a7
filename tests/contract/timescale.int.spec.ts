import { readdirSync } from 'node:fs';
import { noFacts, topics, type CellAlert, type CellFacts, type Reject } from '@cellwatch/events';
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
  markRouted,
  migrate,
  openPool,
  placeDeliveries,
  readCurrentCycles,
  readFacts,
  readFactsVersions,
  readPositions,
  readPublishedAlerts,
  registerRoutes,
  saveCheckpoints,
  takeUnrouted,
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
    const now = Math.floor(Date.now() / 1000);
    const told = async (cell_id: string) => {
      const sql = `select event, held_back, payload ->> 'severity' as severity from outbox where cell_id = $1 order by outbox_id`;
      const { rows } = await pool.query<{ event: string; held_back: string | null; severity: string }>(sql, [cell_id]);
      return rows.map(({ event, held_back, severity }) =>
        held_back ? `${event} (${held_back})` : `${event} ${severity}`,
      );
    };
    const fresh = (over: Partial<CellAlert>) =>
      alertOf({ raised_at_unix_second: now - 60, changed_at_unix_second: now, ...over });

    test('the first of a key pages; repeats, revisions and other versions do not', async () => {
      const alert = fresh({ cell_id: 'paged' });
      await land([alert, alert]);
      await land([alert]);
      const corrected = { ...alert, revision: 2, message: 'corrected' };
      await land([corrected, { ...alert, facts_version: 'v2' }, { ...alert, rule_version: 2 }]);
      expect(await told('paged')).toEqual(['raised critical']);
      expect(await readPublishedAlerts(pool, 'paged', topics.cycles, 'v2')).toEqual([
        { ...alert, facts_version: 'v2' },
      ]);
      expect(await readPublishedAlerts(pool, 'paged', topics.records, '0')).toEqual([]);
      expect(await readPublishedAlerts(pool, 'paged', topics.cycles, '0')).toEqual([{ ...alert, rule_version: 2 }]);
    });

    test('an episode tells that it was raised, got worse and ended, each once, whatever is replayed', async () => {
      const episode: Partial<CellAlert>[] = [
        { status: 'pending', severity: 'warning' },
        { status: 'firing', severity: 'warning' },
        { status: 'firing', severity: 'critical' },
        { status: 'cleared', severity: 'critical' },
        { revision: 2, retracted: true },
      ];
      for (const cell_id of ['apart', 'together', 'by two']) {
        const alerts = episode.map((over) => fresh({ cell_id, ...over }));
        const size = { apart: 1, together: 5, 'by two': 2 }[cell_id]!;
        for (let replay = 0; replay < 2; replay += 1)
          for (let at = 0; at < alerts.length; at += size) await land(alerts.slice(at, at + size));
        expect(await told(cell_id)).toEqual([
          'raised warning',
          'escalated critical',
          'cleared critical',
          'withdrawn critical',
        ]);
      }
    });

    test('what was critical from the start does not escalate; what never fired and notices tell nothing', async () => {
      await land([fresh({ cell_id: 'grave' }), fresh({ cell_id: 'grave', message: 'again' })]);
      expect(await told('grave')).toEqual(['raised critical']);
      await land([
        fresh({ cell_id: 'quiet', status: 'pending' }),
        fresh({ cell_id: 'quiet', status: 'lapsed' }),
        fresh({ cell_id: 'quiet', record_index: 8, severity: 'notice' }),
        fresh({ cell_id: 'quiet', record_index: 9, retracted: true, revision: 2 }),
      ]);
      expect(await told('quiet')).toEqual([]);
    });

    test('one that was over before it was first seen, and its end, page nobody', async () => {
      await land([fresh({ cell_id: 'over', status: 'cleared' })]);
      expect(await told('over')).toEqual([
        'raised (it was over before it was first seen)',
        'cleared (nobody was told of what it ends)',
      ]);
    });

    test('one that was raised and withdrawn in one call has paged; after that it is cleared no more', async () => {
      const alert = fresh({ cell_id: 'brief' });
      await land([alert, { ...alert, revision: 2, retracted: true }]);
      await land([
        { ...alert, revision: 3 },
        { ...alert, revision: 3, status: 'cleared' },
      ]);
      expect(await told('brief')).toEqual(['raised critical', 'withdrawn critical']);
    });

    test('an older revision and facts that no longer hold tell nothing', async () => {
      const alert = fresh({ cell_id: 'outdated', severity: 'warning' });
      await land([{ ...alert, revision: 3 }]);
      await land([{ ...alert, revision: 2, retracted: true }]);
      const facts: CellFacts = { cell_id: 'outdated', facts_version: 'new', nominal_capacity_ah: 1 };
      await inTransaction(pool, (client) => landFacts(client, [facts]));
      await land([{ ...alert, severity: 'critical', revision: 4 }]);
      expect(await told('outdated')).toEqual(['raised warning']);
    });

    test('history does not page: neither what is old, nor what is imported, nor what has no time', async () => {
      const old = fresh({ cell_id: 'old', severity: 'warning', raised_at_unix_second: now - 2 * 86_400 });
      await land([old]);
      const reason = 'history: it happened at .*, more than 24.0 h before it was found';
      expect(await told('old')).toEqual([expect.stringMatching(`^raised \\(${reason}\\)$`)]);
      // What it becomes now is news.
      await land([
        { ...old, severity: 'critical' },
        { ...old, severity: 'critical', status: 'cleared' },
      ]);
      expect((await told('old')).slice(1)).toEqual(['escalated critical', 'cleared critical']);
      await land([fresh({ cell_id: 'timeless', raised_at_unix_second: null })]);
      expect(await told('timeless')).toEqual(['raised (no wall clock: nobody knows when it happened)']);
      await inTransaction(pool, (client) =>
        landRecords(client, [{ ...batchOf(rowsOf('imported', 'test', 1, 2)), live: false }]),
      );
      await land([fresh({ cell_id: 'imported' })]);
      expect(await told('imported')).toEqual(['raised (import: its test is not live)']);
      const within = fresh({ cell_id: 'patient', raised_at_unix_second: now - 2 * 86_400 });
      await inTransaction(pool, (client) => landAlerts(client, [within], 3 * 86_400));
      expect(await told('patient')).toEqual(['raised critical']);
    });

    test('a delivery is claimed once, comes again after a failure, and dies at last', async () => {
      await pool.query(`truncate outbox, deliveries, delivery_events, incident_members, incidents`);
      await registerRoutes(pool, ['hook', 'other hook']);
      await land([1, 2, 3].map((record_index) => fresh({ cell_id: 'delivered', record_index })));
      await place(['hook', 'other hook']);
      const [first, second, third] = await Promise.all([1, 2, 3].map(() => claimDeliveries(pool, 'hook', 1)));
      const claimed = [first, second, third].flat();
      const rest = await claimDeliveries(pool, 'hook', 10);
      expect([...claimed, ...rest].map(({ events: [{ payload }] }) => payload.record_index).sort()).toEqual([1, 2, 3]);
      expect(await claimDeliveries(pool, 'hook', 10)).toEqual([]);
      expect((await claimDeliveries(pool, 'other hook', 2)).map(({ attempts }) => attempts)).toEqual([1, 1]);
      const [{ delivery_id }, { delivery_id: failing }] = [...claimed, ...rest];
      await markDelivered(pool, [delivery_id]);
      await markFailed(pool, failing, 'refused', 2);
      const due = () => pool.query(`update deliveries set next_attempt_at = now() where delivery_id = $1`, [failing]);
      await due();
      expect(await claimDeliveries(pool, 'hook', 10)).toMatchObject([{ delivery_id: failing, attempts: 2 }]);
      await markFailed(pool, failing, 'refused again', 2);
      await due();
      expect(await claimDeliveries(pool, 'hook', 10)).toEqual([]);
      const { rows } = await pool.query(
        `select last_error, dead_at is not null as dead from deliveries where delivery_id = $1`,
        [failing],
      );
      expect(rows).toEqual([{ last_error: 'refused again', dead: true }]);
    });

    test('a minute has so many attempts, critical ones first; a group is claimed whole', async () => {
      await pool.query(`truncate outbox, deliveries, delivery_events, incident_members, incidents`);
      await land([1, 2, 3, 4].map((record_index) => fresh({ cell_id: 'many', record_index })));
      const ids = await place([]);
      const plan = { route: 'hook', group_key: 'g', incident_id: null, due_at: new Date(0), delivery_id: null };
      await inTransaction(pool, (client) =>
        placeDeliveries(client, [
          { ...plan, critical: false, outbox_ids: [ids[0]] },
          { ...plan, critical: true, outbox_ids: [ids[1], ids[2]] },
          { ...plan, critical: false, outbox_ids: [ids[3]] },
        ]),
      );
      const claimed = await claimDeliveries(pool, 'hook', 10, { per_minute: 2 });
      expect(claimed.map(({ events }) => events.map(({ payload }) => payload.record_index))).toEqual([[2, 3], [1]]);
      expect(await claimDeliveries(pool, 'hook', 10, { per_minute: 2 })).toEqual([]);
      await pool.query(`update deliveries set attempted_at = attempted_at - interval '1 minute'`);
      expect(await claimDeliveries(pool, 'hook', 10, { per_minute: 2 })).toHaveLength(1);
    });

    /** Each event as a message of its own, due now. */
    async function place(routes: string[]): Promise<string[]> {
      return inTransaction(pool, async (client) => {
        const events = (await takeUnrouted(client, 100))!;
        await markRouted(client, events, []);
        const planned = routes.flatMap((route) =>
          events.map(({ outbox_id, now: due_at }) => ({
            ...{ route, due_at, group_key: outbox_id, incident_id: null, critical: true, delivery_id: null },
            outbox_ids: [outbox_id],
          })),
        );
        await placeDeliveries(client, planned);
        return events.map(({ outbox_id }) => outbox_id);
      });
    }
  });

  test('a connection that dies in the moment in which it is handed out is an outage, not an error that nobody handles', async () => {
    const client = await pool.connect();
    expect(client.emit('error', new Error('terminating connection due to unexpected postmaster exit'))).toBe(true);
    client.release(true);
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

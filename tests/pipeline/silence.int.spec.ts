import { jest } from '@jest/globals';
import { encodeRecordBatch, partitionCount, partitionOf, topics, type RecordBatch } from '@cellwatch/events';
import { becomeLeader, openPool, readClock, readTicks, saveTicks } from '@cellwatch/timescale';
import { startTicks } from '../../services/alerts/src/ticks/start-ticks.js';
import { startHouse, type House } from '../support/house.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

let house: House;
let began: number;

beforeAll(async () => {
  house = (await startHouse())!;
  began = Math.ceil(await readClock(house.pool));
});
afterAll(() => house.stop());

/** `count` records every 10 s, of a test that is running. */
function batch(cell_id: string, first_index: number, count: number, more: Partial<RecordBatch> = {}): RecordBatch {
  const column = (value: (index: number) => number) =>
    Float64Array.from({ length: count }, (_, at) => value(first_index + at));
  return {
    ...{ cell_id, test_id: 'test', equipment_id: 'E1', channel_id: '1', source_format: 'maccor.text.seconds' },
    ...{ clock_source: 'wall', counter_reset: 'unknown', exported_at: began, live: true, length: count },
    columns: {
      record_index: column((index) => index),
      unix_time_second: column((index) => began + 10 * index),
      test_time_second: column((index) => 10 * index),
      voltage_volt: column((index) => 3 + index / 1e4),
      current_ampere: column(() => 1e-3),
      step_type: column(() => 2),
    },
    ...more,
  };
}

async function publish(...batches: RecordBatch[]): Promise<void> {
  await house.stream.publish(
    batches.map((one) => ({ topic: topics.records, key: one.cell_id, value: encodeRecordBatch(one) })),
  );
  await house.settled([...new Set(batches.map(({ cell_id }) => cell_id))]);
}

/** Time runs ahead: a tick of our own, later than what the leader will tell in this test. */
async function tick(second: number): Promise<void> {
  const ends = await house.stream.ends(topics.records);
  await saveTicks(
    house.pool,
    ends.map((records_end, partition) => ({ partition, unix_second: began + second, records_end })),
  );
}

const alertsOf = (cell_id: string) =>
  house.rows<{ status: string; retracted: boolean; record_index: string; revision: number }>(
    `select status, retracted, record_index, revision from alerts where cell_id = $1 and rule = 'SILENCE'
    order by record_index, revision`,
    [cell_id],
  );

test('ticks alone tell of a silence; who still sends, is not live or is only behind is not silent', async () => {
  await publish(batch('silent', 1, 50), batch('sending', 1, 50), batch('imported', 1, 50, { live: false }));
  await tick(600);
  await publish(batch('sending', 51, 30));
  await tick(800);
  await until(async () => (await alertsOf('silent')).length > 0);
  expect(await alertsOf('silent')).toMatchObject([{ status: 'firing', record_index: '50', retracted: false }]);
  const { rows } = await house.pool.query(
    `select topic, raised_at_unix_second, evidence ->> 'limit' as limit from alerts where cell_id = 'silent'`,
  );
  expect(rows).toEqual([{ topic: 'ticks', raised_at_unix_second: began + 500 + 120, limit: '120' }]);
  expect(await house.rows(`select cell_id from outbox where cell_id = 'silent'`)).toHaveLength(1);

  await publish(batch('silent', 90, 5));
  await until(async () => (await alertsOf('silent'))[0].status === 'cleared');
  expect(await alertsOf('imported')).toEqual([]);
  expect((await alertsOf('sending')).filter(({ retracted }) => !retracted)).toEqual([]);
});

test('records that show that none was missing withdraw it, in passing and by folding again alike', async () => {
  await publish(batch('late', 1, 50), batch('later', 1, 50));
  await tick(1_500);
  await until(async () => (await alertsOf('late')).length + (await alertsOf('later')).length === 2);
  await publish(batch('late', 51, 200));
  // A record that comes late has the whole cell folded again.
  await publish(batch('later', 52, 200), batch('later', 51, 1));
  for (const cell of ['late', 'later']) await until(async () => (await alertsOf(cell)).at(-1)?.retracted === true);
  const current = `select cell_id from alerts_current where rule = 'SILENCE' and cell_id like 'late%'`;
  expect(await house.rows(current)).toEqual([]);
});

test('a cell that is folded again stays silent, and is told of once', async () => {
  await publish(batch('again', 1, 50));
  await tick(3_000);
  await until(async () => (await alertsOf('again')).length > 0);
  await house.pool.query(`update cells set bookings = bookings + 1 where cell_id = 'again'`);
  await house.settled(['again']);
  expect(house.said.filter((line) => /^refolded .*"again"/.test(line)).length).toBeGreaterThan(0);
  expect(await alertsOf('again')).toMatchObject([{ status: 'firing', record_index: '50', revision: 1 }]);
});

test('a tick is not taken before the records that were published before it', async () => {
  await publish(batch('behind', 1, 50));
  const partition = partitionOf('behind');
  const ends = await house.stream.ends(topics.records);
  await saveTicks(house.pool, [{ partition, unix_second: began + 5_000, records_end: ends[partition] + 1 }]);
  // Another cell shows that the readers have looked at ticks since.
  const other = Array.from({ length: 100 }, (_, n) => `beside-${n}`).find((name) => partitionOf(name) !== partition)!;
  await publish(batch(other, 1, 50));
  const there = (await house.stream.ends(topics.records))[partitionOf(other)];
  await saveTicks(house.pool, [{ partition: partitionOf(other), unix_second: began + 5_000, records_end: there }]);
  await until(async () => (await alertsOf(other)).length > 0);
  expect(await alertsOf('behind')).toEqual([]);
  await publish(batch('behind', 51, 449));
  await tick(5_010);
  await until(async () => (await readTicks(house.pool)).every(({ unix_second }) => unix_second >= began + 5_010));
  expect((await alertsOf('behind')).filter(({ retracted }) => !retracted)).toEqual([]);
});

test('one leads; when its session dies another does, and time never goes back', async () => {
  const pool = openPool(house.database.url, { max: 6 });
  const leaders: string[] = [];
  // The house's own member leads: we stand by, and take its place when its session is killed.
  const standBy = ['one', 'other'].map((name) =>
    startTicks({
      ...{ stream: house.stream, pool, every_ms: 50, stand_by_ms: 20 },
      log: (event) => void (event === 'leads' && leaders.push(name)),
    }),
  );
  const running = await Promise.all(standBy);
  expect(await becomeLeader(pool, 'ticks')).toBeNull();
  expect(leaders).toEqual([]);
  const kill = () =>
    house.pool.query(
      `select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and (classid::bigint << 32) + objid::bigint
        = hashtextextended('cellwatch leader ticks', 0)`,
    );
  const before = await readTicks(house.pool);
  expect(before).toHaveLength(partitionCount);
  await kill();
  await until(() => leaders.length === 1);
  await kill();
  await until(() => leaders.length === 2);
  expect((await readTicks(house.pool)).map(({ unix_second }) => unix_second)).toEqual(
    before.map(({ unix_second }) => unix_second),
  );
  // Our ticks ran ahead of the clock: set back, so that the leader's own are seen to come.
  await house.pool.query(`update ticks set unix_second = $1`, [began]);
  await until(async () => (await readTicks(house.pool)).every(({ unix_second }) => unix_second > began));
  for (const ticks of running) await ticks.stop();
  await pool.end();
});

import { jest } from '@jest/globals';
import { partitionOf, topics } from '@cellwatch/events';
import { startFold, type Fold, type RunningFold } from '@cellwatch/folding';
import { openStream, type Message, type Reading, type Stream } from '@cellwatch/stream';
import { advancePositions, inTransaction, migrate, openPool, readPositions, type Pool } from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

/** The sum of a cell's numbers: told anew at each as the open sum of its ten, and finished at a multiple of ten. */
interface Sum {
  cell_id: string;
  revision: number;
  retracted: boolean;
  ten: number;
  sum: number;
  open: boolean;
}

const cell_id = 'cell';
const partition = partitionOf(cell_id);
const reader = 'sums';
const sumFold: Fold<number, { sum: number }, Sum> = {
  reader,
  topic: topics.records,
  version: '1',
  resultsTopic: topics.cycles,
  decode: (value) => Number(Buffer.from(value).toString()),
  isBad: () => false,
  cell: () => cell_id,
  initial: () => ({ sum: 0 }),
  evolve({ sum: before }, number) {
    const sum = before + number;
    const ten = Math.ceil(number / 10);
    return {
      state: { sum },
      results: [{ cell_id, revision: 1, retracted: false, ten, sum, open: number % 10 !== 0 }],
      disordered: false,
    };
  },
  isProvisional: ({ open }) => open,
  async *stored() {},
  published: () => Promise.resolve([]),
  key: ({ ten }) => String(ten),
};

let database: TestDatabase;
let pool: Pool;
let stream: Stream;
let reading: Reading;
let fold: RunningFold;
let told: Sum[];
let sent: number;

beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  pool = openPool(database.url);
  stream = await openStream({ database_url: database.url });
  await stream.ensureTopics([topics.records, topics.cycles]);
  told = [];
  sent = 0;
  reading = await stream.read('told', [topics.cycles], {
    start: (gained) => Promise.resolve(gained.map(() => 0)),
    handle: ({ messages }) => Promise.resolve(void told.push(...messages.map(sumOf))),
  });
  fold = await startFold({ stream, pool, fold: sumFold, log: () => undefined });
});
afterEach(async () => {
  await fold.stop();
  await reading.stop();
  await stream.close();
  await pool.end();
  await database.stop();
});

const sumOf = ({ value }: Message) => JSON.parse(Buffer.from(value).toString()) as Sum;
const send = (count: number) =>
  stream.publish(
    Array.from({ length: count }, () => ({
      topic: topics.records,
      key: cell_id,
      value: Buffer.from(String(++sent)),
    })),
  );
const position = async () => (await readPositions(pool, reader)).find((at) => at.partition === partition)?.next ?? 0;
const saved = async () =>
  (await pool.query<{ state: string }>(`select state from checkpoints where reader = $1`, [reader])).rows.map(
    ({ state }) => (JSON.parse(state) as { state: { sum: number } }).state.sum,
  );
const total = (count: number) => (count * (count + 1)) / 2;
/** A number at a time, each published before the next is, while the partition is never idle. */
async function flow(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    await send(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('finished sums are all told, and an open one never after what follows it', async () => {
  await flow(200);
  const finished = () => told.filter(({ open }) => !open).map(({ ten }) => ten);
  await until(() => finished().length >= 20);
  expect(finished()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(told.map(({ sum }) => sum)).toEqual(told.map(({ sum }) => sum).sort((left, right) => left - right));
});

test('when they stop, the newest open sum is told and the position committed, in this order', async () => {
  await flow(47);
  await until(async () => (await position()) === 47);
  expect(await saved()).toEqual([total(47)]);
  await until(() => told.at(-1)?.sum === total(47));
  expect(told.at(-1)).toMatchObject({ ten: 5, open: true });
});

test('a stopped fold has saved all that it took', async () => {
  await flow(13);
  await until(() => told.some(({ ten }) => ten === 1));
  await fold.stop();
  const next = await position();
  expect(next).toBeGreaterThanOrEqual(10);
  expect(await saved()).toEqual([total(next)]);
});

test('who finds its position moved forgets what it has, and goes on from there', async () => {
  await flow(5);
  await until(async () => (await position()) === 5);
  // As another member would, that had numbers 6 to 8 before.
  await inTransaction(pool, async (client) => {
    const move = { topic: topics.records, partition, expected: 5, next: 8 };
    expect(await advancePositions(client, reader, [move])).toBe(true);
    await client.query(
      `update checkpoints set covers = $2, state = jsonb_set(state::jsonb, '{state,sum}', to_jsonb($3::int))::text
      where reader = $1`,
      [reader, { [topics.records]: 8 }, total(8)],
    );
  });
  await flow(20);
  await until(async () => (await position()) === 25);
  expect(await saved()).toEqual([total(25)]);
  await until(() => told.at(-1)?.sum === total(25));
});

test('what could not be committed is folded again when the database is back', async () => {
  await flow(5);
  await until(async () => (await position()) === 5);
  await database.kill();
  await database.restart();
  await until(() =>
    send(10).then(
      () => true,
      () => ((sent -= 10), false),
    ),
  );
  await until(async () => (await position().catch(() => 0)) >= 15);
  expect((await saved())[0]).toBe(total(await position()));
});

import { deadLetterTopic, encodeRecordBatch, partitionOf, topics } from '@cellwatch/events';
import { startFold, type RunningFold } from '@cellwatch/folding';
import { openStream, type Stream } from '@cellwatch/stream';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { cyclesFold } from '../../services/cycles/src/cycles-fold.js';
import { lawCell } from '../support/law-cell.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let stream: Stream;
let pool: Pool;
const bad = 'bad';
/** Of the same partition, so that a partition that stands still would show. */
const good = Array.from({ length: 100 }, (_, n) => `good-${n}`).find((name) => partitionOf(name) === partitionOf(bad))!;
const buggy: typeof cyclesFold = {
  ...cyclesFold,
  evolve(state, batch) {
    if (batch.cell_id === bad) throw new Error('a bug that only this cell meets');
    return cyclesFold.evolve(state, batch);
  },
};

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  stream = await openStream({ database_url: database.url });
  await stream.ensureTopics(allTopics());
  pool = openPool(database.url);
});
afterAll(async () => {
  await stream.close();
  await pool.end();
  await database.stop();
});

const start = (fold: typeof cyclesFold): Promise<RunningFold> =>
  startFold({ stream, pool, fold, log: () => undefined });

test('a bug crashes; met twice, its message is buried and its cell stalled, and the partition goes on', async () => {
  const messages = [bad, good].flatMap((name) =>
    lawCell(name, 1).batches.map((batch) => ({ topic: topics.records, key: name, value: encodeRecordBatch(batch) })),
  );
  await stream.publish(messages);

  const first = await start(buggy);
  await expect(first.failed).rejects.toThrow('a bug that only this cell meets');
  await first.stop();
  expect((await stream.ends(deadLetterTopic(topics.records))).every((end) => end === 0)).toBe(true);

  const second = await start(buggy);
  await until(() => second.progress().some(({ next, end }) => end > 0 && next === end));
  await until(() => second.cells().stalled.length > 0);
  expect(second.cells().stalled).toEqual([
    { cell_id: bad, reason: expect.stringContaining('crashed cycles twice: a bug that only this cell meets') },
  ]);
  expect((await stream.ends(deadLetterTopic(topics.records)))[partitionOf(bad)]).toBe(1);
  await until(async () => (await stream.ends(topics.cycles))[partitionOf(good)] > 0);
  await second.stop();
});

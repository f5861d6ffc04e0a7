import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { encodeRecordBatch, encodeResult, sliceBatch, topics } from '@cellwatch/events';
import type { Outgoing, Stream } from '@cellwatch/stream';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { expectedResults, landedResults } from '../support/expected-results.js';
import { lawCell } from '../support/law-cell.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { random } from '../support/random.js';
import { runServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { transports, type Transport } from '../support/transports.js';

jest.setTimeout(600_000);

const kills = process.env.CELLWATCH_LONG ? 50 : 5;
const seed = Number(process.env.CELLWATCH_SEED ?? 1);

describe.each(transports)(`${kills} times kill -9 under load, over $name`, ({ start }) => {
  let transport: Transport | null;
  let database: TestDatabase;
  let stream: Stream;
  let pool: Pool;
  const services: ServiceProcess[] = [];
  const cells = Array.from({ length: 6 }, (_, index) => lawCell(`crash-${index}`, index * 2));

  beforeAll(async () => {
    transport = await start();
    if (!transport) return;
    database = await startTestDatabase();
    await migrate(database.url);
    stream = await transport.open(database.url);
    await stream.ensureTopics(allTopics());
    pool = openPool(database.url);
    const env = { ...transport.env, DATABASE_URL: database.url, LOG_LEVEL: 'warn' };
    for (const name of ['store', 'cycles', 'alerts']) services.push(runServiceProcess(name, env));
  });

  afterAll(async () => {
    if (!transport) return;
    await Promise.all(services.map((service) => service.stop()));
    await stream.close();
    await pool.end();
    await database.stop();
    await transport.stop();
  });

  test('nothing lost, nothing double, cycles and alerts equal to the undisturbed run', async () => {
    if (!transport) return;
    await untilTaken(
      stream,
      cells.map(({ facts }) => ({ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) })),
    );
    const queue = interleaved(cells);
    const perKill = Math.ceil(queue.length / kills);
    const next = random(seed);
    const killing = (async () => {
      for (let kill = 0; kill < kills; kill++) {
        await sleep(200 + next() * 1500);
        const victim = Math.floor(next() * (services.length + 1));
        if (victim < services.length) services[victim].kill();
        else {
          await database.kill();
          await database.restart();
        }
      }
    })();
    while (queue.length > 0) {
      await untilTaken(stream, queue.splice(0, Math.max(1, Math.floor(perKill / 8))));
      await sleep(80);
    }
    await killing;
    const names = cells.map(({ facts }) => facts.cell_id);
    await untilSettled(pool, stream, names, new Promise(() => undefined));

    expect(services.reduce((sum, service) => sum + service.starts(), 0)).toBeGreaterThan(services.length);
    for (const { facts, batches } of cells) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from records where cell_id = $1`,
        [facts.cell_id],
      );
      expect(rows[0].count).toBe(batches.reduce((sum, { length }) => sum + length, 0));
      const expected = expectedResults(facts, batches);
      expect(await landedResults(pool, facts.cell_id)).toEqual(expected);
      const { rows: paged } = await pool.query<{ count: number }>(
        `select count(*)::int as count from outbox where cell_id = $1`,
        [facts.cell_id],
      );
      expect(paged[0].count).toBe(expected.alerts.length);
    }
  });
});

/** Small messages, the cells by turns, as a cycler sends them. */
function interleaved(cells: ReturnType<typeof lawCell>[]): Outgoing[] {
  const queues = cells.map(({ batches }) =>
    batches.flatMap((batch) =>
      Array.from({ length: Math.ceil(batch.length / 25) }, (_, part) =>
        sliceBatch(batch, part * 25, Math.min(batch.length, part * 25 + 25)),
      ),
    ),
  );
  const longest = Math.max(...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []))
    .flat()
    .map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) }));
}

/** A cycler keeps what it measured until somebody has taken it: an unsure publish is repeated. */
async function untilTaken(stream: Stream, messages: Outgoing[]): Promise<void> {
  for (;;) {
    try {
      return await stream.publish(messages);
    } catch (error) {
      if (!(error instanceof Error && 'retriable' in error && error.retriable === true)) throw error;
      await sleep(200);
    }
  }
}

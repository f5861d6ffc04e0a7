import { jest } from '@jest/globals';
import { encodeRecordBatch, encodeResult, topics, type CellFacts, type RecordBatch } from '@cellwatch/events';
import type { Outgoing, Stream } from '@cellwatch/stream';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { runServices, type RunningServices } from '../../services/cellwatch/src/services.js';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { disturb } from '../support/disturb.js';
import { expectedResults, landedResults } from '../support/expected-results.js';
import { lawCell } from '../support/law-cell.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { random } from '../support/random.js';
import { transports, type Transport } from '../support/transports.js';

jest.setTimeout(900_000);

const cases = process.env.CELLWATCH_LONG ? 60 : 12;

describe.each(transports)('streaming equals batch, over $name', ({ start }) => {
  let database: TestDatabase;
  let transport: Transport | null;
  let stream: Stream;
  let pool: Pool;
  let services: RunningServices;
  const cells = Array.from({ length: cases }, (_, seed) => lawCell(`law-${seed}`, seed));

  beforeAll(async () => {
    transport = await start();
    if (!transport) return;
    database = await startTestDatabase();
    await migrate(database.url);
    stream = await transport.open(database.url);
    await stream.ensureTopics(allTopics());
    pool = openPool(database.url);
    services = await runServices({ stream, database_url: database.url, log: () => undefined });
    await stream.publish(cells.filter((_, seed) => seed % 2 === 0).map(({ facts }) => factsMessage(facts)));
    await untilSettled(
      pool,
      stream,
      cells.map(({ facts }) => facts.cell_id),
      services.failed,
    );
    const queues = cells.map(({ batches }, seed) => disturb(batches, random(seed)).map(recordsMessage));
    const next = random(4711);
    while (queues.some((queue) => queue.length > 0)) {
      await stream.publish(queues.flatMap((queue) => queue.splice(0, Math.floor(next() * 12))));
      // Facts of the other half come while records flow: those cells are folded again under them.
      if (next() < 0.3) await stream.publish(cells.map(({ facts }) => factsMessage(facts)));
    }
    await stream.publish(cells.map(({ facts }) => factsMessage(facts)));
    await untilSettled(
      pool,
      stream,
      cells.map(({ facts }) => facts.cell_id),
      services.failed,
    );
  });

  afterAll(async () => {
    if (!transport) return;
    await services.stop();
    await stream.close();
    await pool.end();
    await database.stop();
    await transport.stop();
  });

  test.each(cells.map(({ facts, batches }, seed) => ({ seed, facts, batches })))(
    'seed $seed: cut, doubled, re-ordered, corrected',
    async ({ facts, batches }) => {
      if (!transport) return;
      const expected = expectedResults(facts, batches);
      expect(expected.cycles.length).toBeGreaterThan(8);
      expect(await landedResults(pool, facts.cell_id)).toEqual(expected);
    },
  );

  test('what was put in more than once is there once', async () => {
    if (!transport) return;
    const { rows } = await pool.query<{ cell_id: string; count: number }>(
      `select cell_id, count(*)::int as count from records group by cell_id`,
    );
    const counts = Object.fromEntries(rows.map(({ cell_id, count }) => [cell_id, count]));
    expect(counts).toEqual(Object.fromEntries(cells.map(({ facts, batches }) => [facts.cell_id, total(batches)])));
  });

  test('the cells with a shunt raise both rules, so that the comparison above compares something', () => {
    const rules = new Set(
      cells.flatMap(({ facts, batches }) => expectedResults(facts, batches).alerts.map(({ rule }) => rule)),
    );
    expect([...rules].sort()).toEqual(['CE_DROP', 'OVERCHARGE']);
  });

  test('nobody is paged twice, and nobody is forgotten', async () => {
    if (!transport) return;
    const { rows } = await pool.query<{ missing: number }>(
      `select count(*)::int as missing from alerts_current a
      where severity <> 'notice' and status in ('firing', 'cleared')
        and not exists (select from outbox o where o.cell_id = a.cell_id and o.rule = a.rule
        and o.test_id = a.test_id and o.record_index = a.record_index)`,
    );
    expect(rows[0].missing).toBe(0);
  });
});

function total(batches: readonly RecordBatch[]): number {
  return batches.reduce((sum, { length }) => sum + length, 0);
}

function factsMessage(facts: CellFacts): Outgoing {
  return { topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) };
}

function recordsMessage(batch: RecordBatch): Outgoing {
  return { topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) };
}

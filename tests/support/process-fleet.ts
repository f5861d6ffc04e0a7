import { setTimeout as sleep } from 'node:timers/promises';
import { encodeRecordBatch, encodeResult, sliceBatch, topics } from '@cellwatch/events';
import type { Outgoing, Stream } from '@cellwatch/stream';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { expectedResults, landedResults } from './expected-results.js';
import { lawCell } from './law-cell.js';
import { startTestDatabase, type TestDatabase } from './postgres.js';
import { runServiceProcess, type ServiceProcess } from './service-process.js';
import type { Transport } from './transports.js';

export type LawCell = ReturnType<typeof lawCell>;

/** A database, a transport and the services of a fleet, each a process of its own. */
export interface ProcessFleet {
  database: TestDatabase;
  stream: Stream;
  pool: Pool;
  /** Starts a service; `crash_at` kills its first process there. */
  run(name: 'store' | 'cycles' | 'alerts' | 'resistance', crash_at?: string): ServiceProcess;
  /** Waits until all that was published for these cells is landed and folded, then holds it against one in-order pass. */
  expectLaw(cells: readonly LawCell[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startProcessFleet(transport: Transport): Promise<ProcessFleet> {
  const database = await startTestDatabase();
  await migrate(database.url);
  const stream = await transport.open(database.url);
  await stream.ensureTopics(allTopics());
  const pool = openPool(database.url);
  const services: ServiceProcess[] = [];
  return {
    database,
    stream,
    pool,
    run(name, crash_at) {
      const env = { ...transport.env, DATABASE_URL: database.url, LOG_LEVEL: 'warn' };
      const service = runServiceProcess(name, env, crash_at);
      services.push(service);
      return service;
    },
    async expectLaw(cells) {
      const names = cells.map(({ facts }) => facts.cell_id);
      await untilSettled(pool, stream, names, new Promise(() => undefined));
      for (const { facts, batches } of cells) {
        const count = async (table: string) => {
          const sql = `select count(*)::int as count from ${table} where cell_id = $1`;
          return (await pool.query<{ count: number }>(sql, [facts.cell_id])).rows[0].count;
        };
        const expected = expectedResults(facts, batches);
        expect(await count('records')).toBe(batches.reduce((sum, { length }) => sum + length, 0));
        expect(await landedResults(pool, facts.cell_id)).toEqual(expected);
        const told = expected.alerts.filter(
          ({ severity, status }) => severity !== 'notice' && (status === 'firing' || status === 'cleared'),
        );
        const { rows } = await pool.query<{ event: string; key: string }>(
          `select event, concat_ws(' ', rule, test_id, record_index) as key from outbox where cell_id = $1`,
          [facts.cell_id],
        );
        const keys = (name: string) => rows.filter(({ event }) => event === name).map(({ key }) => key);
        const standing = told.map(({ rule, test_id, record_index }) => `${rule} ${test_id} ${record_index}`);
        const raised = keys('raised');
        expect(new Set(raised).size).toBe(raised.length);
        expect(raised).toEqual(expect.arrayContaining(standing));
        // What was raised while input was still on its way, and did not prove true, has been withdrawn.
        expect(keys('withdrawn')).toEqual(expect.arrayContaining(raised.filter((key) => !standing.includes(key))));
      }
    },
    async stop() {
      await Promise.all(services.map((service) => service.stop()));
      await stream.close();
      await pool.end();
      await database.stop();
    },
  };
}

export function factsMessages(cells: readonly LawCell[]): Outgoing[] {
  return cells.map(({ facts }) => ({ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) }));
}

/** Small messages, the cells by turns, as a cycler sends them. */
export function recordsMessages(cells: readonly LawCell[], records = 25): Outgoing[] {
  const queues = cells.map(({ batches }) =>
    batches.flatMap((batch) =>
      Array.from({ length: Math.ceil(batch.length / records) }, (_, part) =>
        sliceBatch(batch, part * records, Math.min(batch.length, (part + 1) * records)),
      ),
    ),
  );
  const longest = Math.max(...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []))
    .flat()
    .map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) }));
}

/** A cycler keeps what it measured until somebody has taken it: an unsure publish is repeated. */
export async function publishUntilTaken(stream: Stream, messages: readonly Outgoing[]): Promise<void> {
  for (;;) {
    try {
      return await stream.publish(messages);
    } catch (error) {
      if (!(error instanceof Error && 'retriable' in error && error.retriable === true)) throw error;
      await sleep(200);
    }
  }
}

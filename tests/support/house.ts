import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import type { Stream } from '@cellwatch/stream';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { runServices } from '../../services/cellwatch/src/services.js';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { startTestDatabase, type TestDatabase } from './postgres.js';
import { transports, type Transport } from './transports.js';

export interface House {
  database: TestDatabase;
  transport: Transport;
  stream: Stream;
  pool: Pool;
  /** What the services logged. */
  said: string[];
  settled(cell_ids: string[]): Promise<void>;
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

/** All services in this process over one transport; null where it cannot be had. */
export async function startHouse(
  start: (typeof transports)[number]['start'] = transports[0].start,
  startDatabase: () => Promise<TestDatabase> = startTestDatabase,
): Promise<House | null> {
  const transport = await start();
  if (!transport) return null;
  const database = await startDatabase();
  await migrate(database.url);
  const stream = await transport.open(database.url);
  await stream.ensureTopics(allTopics());
  const pool = openPool(database.url);
  const said: string[] = [];
  const log = (event: string, detail: object) => said.push(`${event} ${JSON.stringify(detail)}`);
  const services = await runServices({ stream, database_url: database.url, log });
  return {
    database,
    transport,
    stream,
    pool,
    said,
    settled: (cell_ids) => untilSettled(pool, stream, cell_ids, services.failed),
    rows: async <T>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as T[],
    async stop() {
      await services.stop();
      await stream.close();
      await pool.end();
      await database.stop();
      await transport.stop();
    },
  };
}

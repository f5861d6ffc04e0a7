import { deadLetterTopic, encodeRecordBatch, encodeResult, topics, type RecordBatch } from '@cellwatch/events';
import { openPostgresStream, type Stream } from '@cellwatch/stream';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { startTestDatabase } from '../support/postgres.js';
import { seedFleet } from './seed-fleet.js';

export interface Lab {
  pool: Pool;
  stream: Stream;
  database_url: string;
  now_second: number;
  publishRecords(batch: RecordBatch): Promise<void>;
  publishResult(topic: string, result: { cell_id: string }): Promise<void>;
  stop(): Promise<void>;
}

/** A real database with a seeded lab in it, and the embedded stream over it. */
export async function startLab(): Promise<Lab> {
  const database = await startTestDatabase();
  await migrate(database.url);
  const pool = openPool(database.url, { max: 2 });
  const now_second = Math.floor(Date.now() / 1000);
  await seedFleet(pool, now_second);
  const stream = await openPostgresStream({ database_url: database.url });
  await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]));
  return {
    pool,
    stream,
    database_url: database.url,
    now_second,
    publishRecords: (batch) =>
      stream.publish([{ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) }]),
    publishResult: (topic, result) => stream.publish([{ topic, key: result.cell_id, value: encodeResult(result) }]),
    async stop() {
      await stream.close();
      await pool.end();
      await database.stop();
    },
  };
}

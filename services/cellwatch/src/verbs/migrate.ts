import { openStream } from '@cellwatch/stream';
import { migrate } from '@cellwatch/timescale';
import { allTopics } from '../backbone.js';
import { exitCodes, UserError } from '../exit-codes.js';

/** What must be there before the services of a fleet start. Safe to run again. */
export async function migrateVerb(): Promise<number> {
  const { DATABASE_URL: database_url, KAFKA_BROKERS: kafka_brokers } = process.env;
  if (!database_url)
    throw new UserError(
      'DATABASE_URL is not set: expected postgres://user:password@host:port/database',
      exitCodes.usage,
    );
  await migrate(database_url);
  const stream = await openStream({ kafka_brokers, database_url });
  try {
    await stream.ensureTopics(allTopics());
  } finally {
    await stream.close();
  }
  process.stderr.write('cellwatch: the database is migrated and the topics are there\n');
  return exitCodes.ok;
}

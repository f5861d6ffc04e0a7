import { optional, required, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { migrate } from '@cellwatch/timescale';
import { allTopics } from '../backbone.js';
import { exitCodes, UserError } from '../exit-codes.js';

/** What must be there before the services of a fleet start. Safe to run again. */
export async function migrateVerb(): Promise<number> {
  const { database_url, kafka_brokers } = fleetSettings();
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

function fleetSettings(): { database_url: string; kafka_brokers: string | undefined } {
  try {
    return settings({ database_url: required('DATABASE_URL'), kafka_brokers: optional('KAFKA_BROKERS') });
  } catch (error) {
    throw new UserError(
      `${(error as Error).message}; expected postgres://user:password@host:port/database`,
      exitCodes.usage,
    );
  }
}

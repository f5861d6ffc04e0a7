import { openStream } from '@cellwatch/stream';
import { migrate } from '@cellwatch/timescale';
import { allTopics } from '../backbone.js';
import { exitCodes } from '../exit-codes.js';
import { fleetSettings } from '../fleet-settings.js';

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

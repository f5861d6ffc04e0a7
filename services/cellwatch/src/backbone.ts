import { join } from 'node:path';
import { deadLetterTopic, topics } from '@cellwatch/events';
import { openStream, type Stream } from '@cellwatch/stream';
import { migrate, startEmbeddedPostgres } from '@cellwatch/timescale';

export interface Backbone {
  stream: Stream;
  database_url: string;
  kafka_brokers?: string;
  stop(): Promise<void>;
}

/**
 * The database and the stream: DATABASE_URL and KAFKA_BROKERS each replace one of the two embedded parts, which live in
 * `folder`. Migrated, and with every topic there.
 */
export async function openBackbone(folder: string): Promise<Backbone> {
  const { DATABASE_URL, KAFKA_BROKERS: kafka_brokers } = process.env;
  const embedded = DATABASE_URL ? undefined : await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const database_url = embedded ? embedded.url : DATABASE_URL!;
  try {
    await migrate(database_url);
    const stream = await openStream({ kafka_brokers, database_url });
    await stream.ensureTopics(allTopics());
    return {
      stream,
      database_url,
      kafka_brokers,
      async stop() {
        await stream.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

export function allTopics(): string[] {
  return Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]);
}

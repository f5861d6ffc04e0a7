import { join } from 'node:path';
import { deadLetterTopic, topics } from '@cellwatch/events';
import { UserError } from './exit-codes.js';
import { openStream, type Stream } from '@cellwatch/stream';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@cellwatch/timescale';

export interface Backbone {
  stream: Stream;
  database_url: string;
  kafka_brokers?: string;
  /** Rejects when the embedded database has ended on its own: a full disk stops it. */
  failed: Promise<never>;
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
      failed: failureOf(embedded),
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

function failureOf(embedded: EmbeddedPostgres | undefined): Promise<never> {
  if (!embedded) return new Promise(() => undefined);
  const failed = embedded.ended.then(() => {
    throw new UserError('the embedded database has ended on its own: see server.log in its folder; is the disk full?');
  });
  // After our own stop nobody listens any more.
  failed.catch(() => undefined);
  return failed;
}

export function allTopics(): string[] {
  return Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]);
}

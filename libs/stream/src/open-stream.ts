import { openKafkaStream } from './kafka/open-kafka-stream.js';
import type { Log } from './log.js';
import { openPostgresStream } from './postgres/open-postgres-stream.js';
import type { Stream } from './stream.js';

/** Kafka where brokers are named (comma-separated host:port), else the database. */
export function openStream({
  kafka_brokers,
  database_url,
  log,
}: {
  kafka_brokers?: string;
  database_url: string;
  log?: Log;
}): Promise<Stream> {
  const brokers = kafka_brokers?.split(',').flatMap((broker) => broker.trim() || []) ?? [];
  return brokers.length > 0 ? openKafkaStream({ brokers, log }) : openPostgresStream({ database_url, log });
}

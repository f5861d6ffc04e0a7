import type { Log } from '../log.js';
import type { Stream } from '../stream.js';

export async function openKafkaStream({ brokers }: { brokers: string[]; log?: Log }): Promise<Stream> {
  throw new Error(`Kafka at ${brokers.join(', ')} is not read yet`);
}

import { openKafkaStream } from '@cellwatch/stream';
import { startKafka } from '../support/kafka.js';
import { startTestDatabase } from '../support/postgres.js';
import { streamContract } from './stream.contract.js';

streamContract('Kafka', async () => {
  const kafka = await startKafka();
  if ('missing' in kafka) return kafka;
  const database = await startTestDatabase();
  return {
    open: (options) => openKafkaStream({ brokers: kafka.brokers.split(','), ...options }),
    database_url: database.url,
    kill: () => kafka.kill(),
    restart: () => kafka.restart(),
    async stop() {
      await kafka.stop();
      await database.stop();
    },
  };
});

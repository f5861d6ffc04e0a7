import { optional, required, runService, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startStore } from './start-store.js';

await runService('store', async (log) => {
  const { database_url, kafka_brokers } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
  });
  const stream = await openStream({ kafka_brokers, database_url });
  const store = await startStore({ stream, database_url, log: (event, detail) => log.info(detail, event) });
  return {
    ...store,
    async stop() {
      await store.stop();
      await stream.close();
    },
  };
});

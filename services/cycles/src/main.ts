import { optional, required, runService, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startCycles } from './start-cycles.js';

await runService('cycles', async (log) => {
  const { database_url, kafka_brokers } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
  });
  const stream = await openStream({ kafka_brokers, database_url });
  const cycles = await startCycles({ stream, database_url, log: (event, detail) => log.info(detail, event) });
  return {
    ...cycles,
    async stop() {
      await cycles.stop();
      await stream.close();
    },
  };
});

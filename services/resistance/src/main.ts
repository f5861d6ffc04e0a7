import { optional, required, runService, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startResistance } from './start-resistance.js';

await runService('resistance', async (log) => {
  const { database_url, kafka_brokers } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
  });
  const stream = await openStream({ kafka_brokers, database_url });
  const resistance = await startResistance({ stream, database_url, log: (event, detail) => log.info(detail, event) });
  return {
    ...resistance,
    async stop() {
      await resistance.stop();
      await stream.close();
    },
  };
});

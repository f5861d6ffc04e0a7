import { optional, required, runService, settings, whole } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startBoard } from './start-board.js';

await runService('board', async (log, metrics) => {
  const { database_url, kafka_brokers, host, port, access_key, grafana_url } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
    host: optional('BOARD_HOST', '127.0.0.1'),
    port: whole('BOARD_PORT', 8080),
    access_key: optional('BOARD_ACCESS_KEY'),
    grafana_url: optional('GRAFANA_URL'),
  });
  const stream = await openStream({ kafka_brokers, database_url });
  const board = await startBoard({ stream, database_url, host, port, access_key, grafana_url, metrics });
  log.info({ url: board.url }, 'listening');
  return {
    ...board,
    async stop() {
      await board.stop();
      await stream.close();
    },
  };
});

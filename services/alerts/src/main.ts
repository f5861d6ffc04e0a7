import { optional, required, runService, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startAlerts } from './start-alerts.js';
import { startNotifier } from './start-notifier.js';

await runService('alerts', async (log) => {
  const { database_url, kafka_brokers, webhooks, allow_private, signing_key } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
    webhooks: optional('WEBHOOK_URLS', ''),
    allow_private: optional('WEBHOOK_ALLOW_PRIVATE', 'false'),
    signing_key: optional('WEBHOOK_SIGNING_KEY'),
  });
  const routes = webhooks
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((url) => ({ name: `webhook ${url}`, url }));
  const stream = await openStream({ kafka_brokers, database_url });
  const alerts = await startAlerts({ stream, database_url, log: (event, detail) => log.info(detail, event) });
  const notifier = await startNotifier({ database_url, routes, allow_private: allow_private === 'true', signing_key });
  return {
    failed: Promise.race([alerts.failed, notifier.failed]),
    progress: () => alerts.progress(),
    async stop() {
      await notifier.stop();
      await alerts.stop();
      await stream.close();
    },
  };
});

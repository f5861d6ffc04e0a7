import { optional, required, runService, settings } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { startAlerts } from './start-alerts.js';
import { followRoutes } from './follow-routes.js';
import { privateTargetsOf } from './notifier/private-targets-of.js';
import { webhookRoutes } from './notifier/webhook-routes.js';

await runService('alerts', async (log) => {
  const { database_url, kafka_brokers, webhooks, allow_private, signing_key, board_url } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
    webhooks: optional('WEBHOOK_URLS', ''),
    allow_private: optional('WEBHOOK_ALLOW_PRIVATE', 'false'),
    signing_key: optional('WEBHOOK_SIGNING_KEY'),
    board_url: optional('BOARD_URL'),
  });
  const routes = webhookRoutes(webhooks.split(/[\s,]+/).filter(Boolean), signing_key);
  const stream = await openStream({ kafka_brokers, database_url });
  const alerts = await startAlerts({ stream, database_url, log: (event, detail) => log.info(detail, event) });
  const notifier = await followRoutes({
    database_url,
    routes,
    allow_private: privateTargetsOf(allow_private),
    board_url,
    log: (event, detail) => log.info(detail, event),
  });
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

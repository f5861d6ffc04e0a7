import { inTransaction, readOpenAlerts, type Pool } from '@cellwatch/timescale';
import { alertmanagerBody } from './alertmanager-body.js';
import { idempotencyKey } from './idempotency-key.js';
import { noticeOf } from './notice.js';
import { postJson } from './post-json.js';
import type { RouteTarget } from './route.js';
import { alertsUrl, type SendOptions } from './send-notice.js';

const alertsAtOnce = 500;

/** Tells an Alertmanager again what still fires: it forgets what it has not heard of for its resolve_timeout, and at a restart. */
export async function resendOpen(
  pool: Pool,
  route: { name: string; target: Extract<RouteTarget, { kind: 'alertmanager' }> },
  board_url: string | null,
  options: SendOptions,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const open = await readOpenAlerts(client, route.name);
    for (let at = 0; at < open.length; at += alertsAtOnce) {
      const events = open.slice(at, at + alertsAtOnce);
      const notice = noticeOf({ events, incident: null }, board_url);
      // The end of the warning was told when it became critical.
      const alerts = alertmanagerBody(notice, new Date()).filter(({ endsAt }) => endsAt === undefined);
      const idempotency_key = `again/${idempotencyKey(events)}`;
      await postJson(alertsUrl(route.target.url), alerts, { ...options, idempotency_key });
    }
  });
}

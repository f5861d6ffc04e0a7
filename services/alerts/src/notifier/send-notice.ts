import { alertmanagerBody } from './alertmanager-body.js';
import { emailMessage } from './email-message.js';
import type { Notice } from './notice.js';
import { postJson } from './post-json.js';
import type { PrivateTargets } from './resolve-target.js';
import type { RouteTarget } from './route.js';
import { sendEmail } from './send-email.js';
import { slackBody } from './slack-body.js';
import { webhookBody } from './webhook-body.js';

export interface SendOptions {
  allow_private: PrivateTargets;
  /** How long a far end may take to answer. */
  timeout_ms: number;
}

/** Sends a notice to a route's far end. Resolves when the far end has taken it; throws with the reason otherwise. */
export function sendNotice(target: RouteTarget, notice: Notice, options: SendOptions): Promise<void> {
  const { idempotency_key } = notice;
  switch (target.kind) {
    case 'webhook':
      return postJson(target.url, webhookBody(notice), {
        ...options,
        idempotency_key,
        signing_key: target.signing_key,
      });
    case 'slack':
      return postJson(target.url, slackBody(notice), { ...options, idempotency_key });
    case 'alertmanager':
      return postJson(alertsUrl(target.url), alertmanagerBody(notice, new Date()), { ...options, idempotency_key });
    case 'email':
      return sendEmail(target, emailMessage(notice, target.from), options);
  }
}

/** From an Alertmanager's address, with or without the path of its API. */
export function alertsUrl(url: string): string {
  const path = '/api/v2/alerts';
  return url.endsWith(path) ? url : `${url.replace(/\/+$/, '')}${path}`;
}

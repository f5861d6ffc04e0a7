import type { Route } from './route.js';

/** Of the setting WEBHOOK_URLS: a far end that is a program, and gets every event as a message of its own. */
export function webhookRoutes(urls: readonly string[], signing_key?: string): Route[] {
  return urls.map((url) => ({
    name: `webhook ${url}`,
    target: { kind: 'webhook', url, signing_key },
    group_interval_second: 0,
    per_minute: 6000,
  }));
}

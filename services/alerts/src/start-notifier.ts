import { setTimeout as sleep } from 'node:timers/promises';
import { isOutage, openPool } from '@cellwatch/timescale';
import { deliverDue } from './notifier/deliver-due.js';
import { openDoorbell } from './notifier/doorbell.js';

export interface NotifierParts {
  database_url: string;
  /** `name` keys what was delivered where: a renamed route is a new one. */
  routes: readonly { name: string; url: string }[];
  /** Webhooks may reach private and loopback networks. */
  allow_private?: boolean;
  signing_key?: string;
  /** How long a far end may take to answer. */
  timeout_ms?: number;
  log?: (event: string, detail: object) => void;
}

export interface RunningNotifier {
  /** Rejects when a route has died of a bug. */
  failed: Promise<never>;
  /** Waits for what is on its way, a timeout at most. Idempotent. */
  stop(): Promise<void>;
}

const pollEvery = 1000;

/**
 * Delivers the outbox to webhooks, at least once each and with an idempotency key; failures are tried again with growing pauses
 * until they are dead, which the table `deliveries` shows. Refuses to start with a route that is no http or https address.
 */
export async function startNotifier(parts: NotifierParts): Promise<RunningNotifier> {
  const { routes, allow_private = false, signing_key, timeout_ms = 10_000, log } = parts;
  for (const { name, url } of routes)
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new Error(`route ${name}: got the address ${url}, expected http:// or https://`);
  // Each route listens on a connection of its own.
  const pool = openPool(parts.database_url, { max: routes.length + 4 });
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(name: string, url: string): Promise<void> {
    const doorbell = openDoorbell(pool);
    while (!signal.aborted) {
      const heard = doorbell.rings;
      try {
        const { delivered, failed } = await deliverDue(pool, name, { url, allow_private, signing_key, timeout_ms });
        for (const failure of failed) log?.('not delivered', { route: name, ...failure });
        if (delivered === 0) await doorbell.wait(heard, pollEvery, signal);
      } catch (error) {
        if (!isOutage(error)) throw error;
        log?.('outage', { reader: 'notifier', reason: (error as Error).message });
        await sleep(pollEvery, undefined, { signal }).catch(() => undefined);
      }
    }
    doorbell.close();
  }

  const running = routes.map(({ name, url }) => run(name, url));
  const failed = Promise.all(running).then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    failed,
    async stop() {
      stopping.abort();
      await Promise.allSettled(running);
      if (!pool.ended) await pool.end();
    },
  };
}

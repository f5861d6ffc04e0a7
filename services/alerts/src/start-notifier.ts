import { setTimeout as sleep } from 'node:timers/promises';
import type { Inhibition } from '@cellwatch/detection';
import { isOutage, openPool, registerRoutes } from '@cellwatch/timescale';
import { checkRoute } from './notifier/check-route.js';
import { deliverDue } from './notifier/deliver-due.js';
import { openDoorbell } from './notifier/doorbell.js';
import type { PrivateTargets } from './notifier/resolve-target.js';
import { resendOpen } from './notifier/resend-open.js';
import { routeOutbox } from './notifier/route-outbox.js';
import { resend_second, type Route, type RouteTarget } from './notifier/route.js';

export interface NotifierParts {
  database_url: string;
  routes: readonly Route[];
  /** Rules that mute others of the same cell while they fire critically. */
  inhibitions?: readonly Inhibition[];
  /** Targets may lie in private and loopback networks: all, or those of these hosts. */
  allow_private?: PrivateTargets;
  /** Where people open the board: what messages link to. */
  board_url?: string;
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
 * Decides who is told of what enters the outbox, and delivers it, at least once each and with an idempotency key; failures are
 * tried again with growing pauses until they are dead, which the table `deliveries` shows. Without routes it still decides, so
 * that a route that is added later is not told of the past. Refuses to start with a route that could never deliver.
 */
export async function startNotifier(parts: NotifierParts): Promise<RunningNotifier> {
  const { routes, allow_private = false, timeout_ms = 10_000, log } = parts;
  const board_url = parts.board_url || null;
  routes.forEach(checkRoute);
  const names = new Set(routes.map(({ name }) => name));
  if (names.size < routes.length)
    throw new Error(`got ${routes.length} routes of ${names.size} names, expected a name for each`);
  // Each loop listens on a connection of its own.
  const pool = openPool(parts.database_url, { max: routes.length + 6 });
  const stopping = new AbortController();
  const { signal } = stopping;

  /** Works until there is nothing to do, then waits for the bell. */
  async function run(work: () => Promise<number>): Promise<void> {
    const doorbell = openDoorbell(pool);
    while (!signal.aborted) {
      const heard = doorbell.rings;
      try {
        if ((await work()) === 0) await doorbell.wait(heard, pollEvery, signal);
      } catch (error) {
        if (!isOutage(error)) throw error;
        log?.('outage', { reader: 'notifier', reason: (error as Error).message });
        await sleep(pollEvery, undefined, { signal }).catch(() => undefined);
      }
    }
    doorbell.close();
  }

  async function deliver(route: Route): Promise<number> {
    const { delivered, failed } = await deliverDue(pool, route, board_url, { allow_private, timeout_ms });
    for (const failure of failed) log?.('not delivered', { route: route.name, ...failure });
    return delivered;
  }

  /** An Alertmanager forgets what it does not hear of again. */
  async function resend(name: string, target: Extract<RouteTarget, { kind: 'alertmanager' }>): Promise<void> {
    while (!signal.aborted) {
      await resendOpen(pool, { name, target }, board_url, { allow_private, timeout_ms }).catch((error: Error) =>
        log?.('not told again', { route: name, reason: error.message }),
      );
      const pause = 1000 * (target.resend_second ?? resend_second);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  const since = await registerRoutes(pool, [...names]);
  const known = routes.map((route) => ({ ...route, since: since.get(route.name)! }));
  const running = [
    run(() => routeOutbox(pool, known, parts.inhibitions)),
    ...known.map((route) => run(() => deliver(route))),
    ...known.flatMap(({ name, target }) => (target.kind === 'alertmanager' ? [resend(name, target)] : [])),
  ];
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

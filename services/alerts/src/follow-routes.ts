import { setTimeout as sleep } from 'node:timers/promises';
import { noRuleSet, type RuleSet } from '@cellwatch/detection';
import { DeclarationError } from '@cellwatch/events';
import { isOutage, openPool, readRuleSet } from '@cellwatch/timescale';
import { declareRoutes } from './notifier/declare-routes.js';
import { startNotifier, type NotifierParts, type RunningNotifier } from './start-notifier.js';

const lookForRulesEvery = 1_000;

/**
 * Notifies on the given routes and on those of the set of rules in force, and begins anew when a lab accepts another set. Routes
 * that cannot be used here, for want of a secret in `environment`, are logged, and those before them stay.
 */
export async function followRoutes(
  parts: Omit<NotifierParts, 'inhibitions'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<RunningNotifier> {
  const { log } = parts;
  const pool = openPool(parts.database_url, { max: 1 });
  const stopping = new AbortController();
  const { signal } = stopping;
  const inForce = async () => ((await readRuleSet(pool))?.rule_set ?? noRuleSet) as RuleSet;
  let rules = await inForce();
  let notifier = await startNotifier({ ...parts, ...(usable(rules) ?? { inhibitions: [] }) });

  function usable({ routes, inhibitions }: RuleSet): Pick<NotifierParts, 'routes' | 'inhibitions'> | null {
    try {
      return { routes: [...parts.routes, ...declareRoutes(routes, environment)], inhibitions };
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      log?.('routes refused', { reason: error.message });
      return null;
    }
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      await Promise.race([notifier.failed, sleep(lookForRulesEvery, undefined, { signal }).catch(() => undefined)]);
      if (signal.aborted) return;
      const accepted = await inForce().catch((error: Error) => {
        if (!isOutage(error)) throw error;
        return rules;
      });
      if (accepted.rules_version === rules.rules_version) continue;
      rules = accepted;
      const next = usable(accepted);
      if (next === null) continue;
      await notifier.stop();
      notifier = await startNotifier({ ...parts, ...next });
      log?.('routes', { names: next.routes.map(({ name }) => name) });
    }
  }

  const running = follow();
  const failed = running.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    failed,
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
      await notifier.stop();
      if (!pool.ended) await pool.end();
    },
  };
}

import type { AlertRule } from '@cellwatch/events';
import type { CellRules, RuleInForce } from './rule.js';
import { rules } from './rules.js';

/** Every rule with the limits that come with the program: what holds where no lab has set its own. */
export function defaultRules(): CellRules {
  const of = Object.fromEntries(
    rules.map(({ code, limits }): [AlertRule, RuleInForce] => [
      code,
      { enabled: true, limits: Object.fromEntries(limits.map((limit) => [limit.name, limit.default])) },
    ]),
  ) as Record<AlertRule, RuleInForce>;
  return { rules_version: '0', of };
}

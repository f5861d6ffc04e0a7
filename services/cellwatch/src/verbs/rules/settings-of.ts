import { rules, type RuleSet } from '@cellwatch/detection';
import type { AlertRule } from '@cellwatch/events';

/** One thing that a set of rules says otherwise than the program does. */
export interface Setting {
  /** `all`, or the patterns of a scope. */
  where: string;
  rule: AlertRule;
  /** A limit, or whether the rule is on. */
  name: string;
  value: number | boolean;
  default: number | boolean;
  unit: string;
}

/** What a set of rules says, in the order in which later settings go over earlier ones. */
export function settingsOf({ rules: ofAll, scopes }: RuleSet): Setting[] {
  const layers = [
    { where: 'all', settings: ofAll },
    ...scopes.map(({ cell, campaign, rules: settings }) => ({
      where: [cell && `cell ${cell}`, campaign && `campaign ${campaign}`].filter(Boolean).join(', '),
      settings,
    })),
  ];
  return layers.flatMap(({ where, settings }) =>
    rules.flatMap(({ code: rule, limits }): Setting[] => {
      const set = settings[rule];
      if (!set) return [];
      const on = set.enabled === undefined ? [] : [{ name: 'enabled', value: set.enabled, default: true, unit: '' }];
      const values = limits.flatMap(({ name, unit, default: usual }) => {
        const value = set.limits?.[name];
        return value === undefined ? [] : [{ name, value, default: usual, unit }];
      });
      return [...on, ...values].map((one) => ({ where, rule, ...one }));
    }),
  );
}

import { ask } from './ask.js';
import type { RuleWords } from './shapes.js';

let asked: Promise<ReadonlyMap<string, RuleWords>> | undefined;

/** The rules in words by their codes, asked for once a page. */
export function ruleWords(): Promise<ReadonlyMap<string, RuleWords>> {
  asked ??= ask<{ rules: RuleWords[] }>('/api/rules').then(
    ({ rules }) => new Map(rules.map((rule) => [rule.code, rule])),
  );
  asked.catch(() => (asked = undefined));
  return asked;
}

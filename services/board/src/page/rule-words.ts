import { ask } from './ask.js';
import type { RuleWords, Words } from './shapes.js';

export interface KnownWords {
  rules: ReadonlyMap<string, RuleWords>;
  grafana_url: string | null;
}

let asked: Promise<KnownWords> | undefined;

/** The rules in words, asked for once a page. */
export function ruleWords(): Promise<KnownWords> {
  asked ??= ask<Words>('/api/words').then(({ rules, grafana_url }) => ({
    rules: new Map(rules.map((rule) => [rule.code, rule])),
    grafana_url,
  }));
  asked.catch(() => (asked = undefined));
  return asked;
}

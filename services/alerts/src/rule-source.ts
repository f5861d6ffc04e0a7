import { cellRules, noRuleSet, type CellRules, type RuleSet } from '@cellwatch/detection';
import type { CellFacts } from '@cellwatch/events';
import { readRuleSet, type Queryable } from '@cellwatch/timescale';

/** The set of rules in force, and what of it holds for a cell. */
export interface RuleSource {
  rules_version: string;
  rulesOf(facts: CellFacts): CellRules;
}

/** Cells of equal name and campaign have equal rules: each is resolved once. */
export function ruleSource(rule_set: RuleSet): RuleSource {
  const resolved = new Map<string, CellRules>();
  return {
    rules_version: rule_set.rules_version,
    rulesOf({ cell_id, campaign }) {
      const key = JSON.stringify([cell_id, campaign]);
      let rules = resolved.get(key);
      if (!rules) resolved.set(key, (rules = cellRules(rule_set, { cell_id, campaign })));
      return rules;
    },
  };
}

/** The limits that come with the program, for every cell. */
export const programRules: RuleSource = ruleSource(noRuleSet);

/** What a lab accepted last, else what comes with the program. */
export async function readRuleSource(client: Queryable): Promise<RuleSource> {
  const accepted = await readRuleSet(client);
  return accepted === null ? programRules : ruleSource(accepted.rule_set as RuleSet);
}

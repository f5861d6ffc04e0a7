import { defaultRules, type CellRules } from '@cellwatch/detection';
import type { CellFacts } from '@cellwatch/events';

/** The set of rules in force, and what of it holds for a cell. */
export interface RuleSource {
  rules_version: string;
  rulesOf(facts: CellFacts): CellRules;
}

const rules = defaultRules();

/** The limits that come with the program, for every cell. */
export const programRules: RuleSource = { rules_version: rules.rules_version, rulesOf: () => rules };

import type { CellRules } from './rule.js';
import { cellRules } from './rule-set/cell-rules.js';
import { noRuleSet } from './rule-set/rule-set.js';

/** Every rule with the limits that come with the program: what holds where no lab has set its own. */
export function defaultRules(): CellRules {
  return cellRules(noRuleSet, { cell_id: '' });
}

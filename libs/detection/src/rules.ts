import { ceDropRule } from './cycle/ce-drop.js';
import { dataCapacityRule, dataSignRule, dataUnitRule } from './cycle/data-doubts.js';
import { kneeRule } from './cycle/knee.js';
import { noCutoffRule } from './cycle/no-cutoff.js';
import { restLeakRule } from './cycle/rest-leak.js';
import { retentionRule } from './cycle/retention.js';
import { suddenFadeRule } from './cycle/sudden-fade.js';
import { softShortRule } from './fusion/soft-short.js';
import { eisShortRule } from './resistance/eis-short.js';
import { rctGrowthRule } from './resistance/rct-growth.js';
import { recordRules } from './records/record-detectors.js';
import type { Rule } from './rule.js';
import { silenceRule } from './silence/silence-rule.js';

export const rules: readonly Rule[] = [
  ceDropRule,
  restLeakRule,
  suddenFadeRule,
  retentionRule,
  kneeRule,
  noCutoffRule,
  dataUnitRule,
  dataSignRule,
  dataCapacityRule,
  eisShortRule,
  rctGrowthRule,
  softShortRule,
  ...recordRules,
  silenceRule,
];

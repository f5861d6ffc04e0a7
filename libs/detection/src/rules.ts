import { ceDropRule } from './cycle/ce-drop.js';
import { overchargeRule } from './records/overcharge.js';
import { softDipRule } from './records/soft-dip.js';
import type { Rule } from './rule.js';
import { silenceRule } from './silence/silence-rule.js';

export const rules: readonly Rule[] = [ceDropRule, softDipRule, overchargeRule, silenceRule];

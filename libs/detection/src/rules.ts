import { topics } from '@cellwatch/events';
import { ceDropRule } from './cycle/ce-drop.js';
import { dataCapacityRule, dataSignRule, dataUnitRule } from './cycle/data-doubts.js';
import { kneeRule } from './cycle/knee.js';
import { noCutoffRule } from './cycle/no-cutoff.js';
import { restLeakRule } from './cycle/rest-leak.js';
import { retentionRule } from './cycle/retention.js';
import { suddenFadeRule } from './cycle/sudden-fade.js';
import { softShortRule } from './fusion/soft-short.js';
import { overchargeVersion } from './overcharge.js';
import { eisShortRule } from './resistance/eis-short.js';
import { rctGrowthRule } from './resistance/rct-growth.js';
import type { Rule } from './rule.js';

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
  {
    code: 'OVERCHARGE',
    version: overchargeVersion,
    topic: topics.records,
    severities: ['warning', 'critical'],
    title: 'Charge goes on too long',
    description:
      'The running charge has taken more than 1.10 (warning) or 1.25 (critical) times the median of the last 5 charges under equal conditions. It fires during the charge.',
    likely_cause:
      'A soft short carries part of the current, so the voltage rises late or never reaches its limit; the cell may be overcharged.',
    look_alikes: [
      'A slower rate or a constant-voltage step that was added: more capacity, and the discharge gives it back.',
      'A warmer cell: more capacity in both directions.',
      'A charge after an unusually deep discharge.',
    ],
    limits: [],
  },
];

import { topics } from '@cellwatch/events';
import { ceDropVersion } from './ce-drop.js';
import { recordRules } from './records/record-detectors.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  {
    code: 'CE_DROP',
    version: ceDropVersion,
    topic: topics.cycles,
    severities: ['warning', 'critical'],
    title: 'Coulombic efficiency dropped',
    description:
      'A cycle gave back less of its charge than the cell’s own last cycles (up to 20) under equal conditions. Warning: below their median by more than 1 percentage point and 4 robust standard deviations, or a little low for many cycles (cumulative sum). Critical: more than 5 percentage points below the median, or below 95 %.',
    likely_cause: 'A soft short: part of the charge flows through a conductive bridge and never comes back.',
    look_alikes: [
      'Side reaction or contact loss: the resistance at current edges rises and charging shows no voltage dips.',
      'A protocol or temperature change that the operating conditions did not show.',
      'Missing rows or a wrong cycle border: the efficiency of the next cycle is off the other way.',
    ],
    limits: [],
  },
  ...recordRules,
];

import type { AlertRule } from '@cellwatch/events';

const families: Record<string, readonly AlertRule[]> = {
  short: [
    'HARD_SHORT',
    'SOFT_DIP',
    'SOFT_STALL',
    'OVERCHARGE',
    'CE_DROP',
    'REST_LEAK',
    'EIS_SHORT',
    'SOFT_SHORT',
    'NO_CUTOFF',
  ],
  contact: ['CONTACT_LOSS'],
  fade: ['SUDDEN_FADE', 'RETENTION', 'KNEE', 'RCT_GROWTH'],
  environment: ['TEMP', 'PRESS'],
  silence: ['SILENCE'],
};

/** What is grouped with what: rules that tell of one kind of trouble. All else is about the data. */
export function ruleFamily(rule: AlertRule): string {
  return Object.keys(families).find((family) => families[family].includes(rule)) ?? 'data';
}

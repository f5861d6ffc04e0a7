import type { AlertRule } from '@cellwatch/events';

/** Signs of a soft short: two different ones within a few cycles are one. */
export const shortSigns: ReadonlySet<AlertRule> = new Set<AlertRule>([
  'SOFT_DIP',
  'SOFT_STALL',
  'OVERCHARGE',
  'CE_DROP',
  'REST_LEAK',
  'EIS_SHORT',
]);

/** Signs that a lost contact does not give. */
export const dipSigns: ReadonlySet<AlertRule> = new Set<AlertRule>(['SOFT_DIP', 'SOFT_STALL']);

/** Whether an alert of this code has a say in the fusion: a sign, or what tells that a sign is none. */
export function isFused(rule: AlertRule): boolean {
  return shortSigns.has(rule) || rule === 'CONTACT_LOSS';
}

import type { AlertRule } from '@cellwatch/events';

/** What is the matter with a cell, as a label or an alert says it. */
export const faults = [
  'short',
  'contact_loss',
  'fade',
  'resistance',
  'chamber',
  'silence',
  'protocol',
  'data_error',
] as const;
export type Fault = (typeof faults)[number];

const faultOfRule: Record<AlertRule, Fault> = {
  HARD_SHORT: 'short',
  SOFT_SHORT: 'short',
  SOFT_DIP: 'short',
  SOFT_STALL: 'short',
  OVERCHARGE: 'short',
  CE_DROP: 'short',
  REST_LEAK: 'short',
  EIS_SHORT: 'short',
  CONTACT_LOSS: 'contact_loss',
  SUDDEN_FADE: 'fade',
  RETENTION: 'fade',
  KNEE: 'fade',
  RCT_GROWTH: 'resistance',
  TEMP: 'chamber',
  PRESS: 'chamber',
  SILENCE: 'silence',
  NO_CUTOFF: 'protocol',
  DATA_UNIT: 'data_error',
  DATA_SIGN: 'data_error',
  DATA_CLOCK: 'data_error',
  DATA_CAPACITY: 'data_error',
};

/** The fault that a rule speaks of. */
export function faultOf(rule: AlertRule): Fault {
  return faultOfRule[rule];
}

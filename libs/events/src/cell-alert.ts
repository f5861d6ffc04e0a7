import type { Topic } from './topics.js';

/**
 * One episode of a rule in a cell: it begins with the first record that proves it and ends when the cell has been quiet for long
 * enough. Natural key (cell_id, rule, test_id, record_index): a replay raises nothing twice. While it has not ended, the same key
 * and revision is published again as it changes, and the later of two overwrites.
 */
export interface CellAlert {
  cell_id: string;
  rule: AlertRule;
  test_id: string;
  /** First record that proves it; for a rule over cycles, the cycle's first record. Spectra have no record: 0, and `test_id` is the spectrum's. */
  record_index: number;
  /** Of the rule: it changes when the rule's arithmetic does. */
  rule_version: number;
  /** Of the set of limits that it was judged by: first 16 hex digits of its SHA-256, `0` for the limits that come with the program. */
  rules_version: string;
  /** Whose input it was found in: the detector of one topic never corrects another's. */
  topic: AlertTopic;
  facts_version: string;
  revision: number;
  /** A correction removed the evidence. */
  retracted: boolean;
  /** pending: seen, not yet often enough to fire; lapsed: it never fired; cleared: it fired, and has been quiet since. */
  status: AlertStatus;
  /** The worst of the episode so far. `notice` is of the data and of what may be coming, and pages nobody. */
  severity: AlertSeverity;
  /** Event time of the proving record, Unix seconds; null where the source has no wall clock. */
  raised_at_unix_second: number | null;
  /** Event time of what was told last: it fired, got worse, or ended. */
  changed_at_unix_second: number | null;
  derived_cycle_count: number | null;
  /** Of what was told last. */
  changed_cycle_count: number | null;
  /** One plain sentence for the person who is paged. */
  message: string;
  evidence: AlertEvidence;
}

/**
 * The input of a rule: a topic, or the ticks, which are no topic but a table that every reader of records looks at. What ticks
 * prove is found over records, beside the rules over records alone.
 */
export type AlertTopic = Topic | 'ticks';

export interface AlertEvidence {
  quantity: string;
  unit: string;
  value: number;
  limit: number;
  baseline: number | null;
  regime: string | null;
  first_record_index: number;
  last_record_index: number;
  /** What a small chart draws: at most 32 points, oldest first, the judged one last; `x_quantity` such as `derived_cycle_count` or `test_time_second`. */
  chart: { x_quantity: string; x: number[]; y: (number | null)[] } | null;
}

export type AlertStatus = 'pending' | 'firing' | 'cleared' | 'lapsed';
export type AlertSeverity = 'notice' | 'warning' | 'critical';

export const alertRules = [
  'HARD_SHORT',
  'SOFT_DIP',
  'SOFT_STALL',
  'OVERCHARGE',
  'CE_DROP',
  'REST_LEAK',
  'EIS_SHORT',
  'CONTACT_LOSS',
  'SUDDEN_FADE',
  'RETENTION',
  'KNEE',
  'RCT_GROWTH',
  'TEMP',
  'PRESS',
  'SILENCE',
  'NO_CUTOFF',
  'DATA_UNIT',
  'DATA_SIGN',
  'DATA_CLOCK',
  'DATA_CAPACITY',
  'SOFT_SHORT',
] as const;

export type AlertRule = (typeof alertRules)[number];

import type { AlertRule, AlertSeverity, CellAlert } from '../cell-alert.js';

/** What names an episode. */
export type AlertKey = Pick<CellAlert, 'cell_id' | 'rule' | 'test_id' | 'record_index'>;

/**
 * What a person did with an alert, or a silence over many. Kept apart from alerts: a detector never sees it. Insert-only; the
 * same again is a no-op, and whatever order actions arrive in, they end in the same state.
 */
export interface AlertAction {
  /** First 16 hex digits of the SHA-256 of the other fields in canonical JSON. A silence is named by it. */
  action_id: string;
  at_unix_second: number;
  /** Who, as they call themselves. */
  by: string;
  /**
   * acknowledge: somebody is at it; it still gets worse and ends aloud. resolve: closed by a person until the episode ends.
   * silence: nobody is told of what fits the scope, until then. unsilence: ends a silence before its time. note: text alone.
   */
  action: 'acknowledge' | 'resolve' | 'silence' | 'unsilence' | 'note';
  /** Of acknowledge, resolve and note. */
  alert?: AlertKey;
  /** Of silence. */
  scope?: AlertScope;
  /** Of silence: there is none for ever. */
  until_unix_second?: number;
  /** Of unsilence. */
  silence_id?: string;
  text?: string;
}

/** All that is named must fit. Globs, in which `*` stands for any text, but for `severity`. */
export interface AlertScope {
  cell_id?: string;
  rule?: AlertRule | string;
  campaign?: string;
  chamber?: string;
  /** Of the alert's test. */
  equipment_id?: string;
  severity?: AlertSeverity;
}

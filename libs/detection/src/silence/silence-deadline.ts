import type { RuleInForce } from '../rule.js';
import { intervalQuantile } from './interval-sketch.js';
import { silenceKinds, type SilenceState } from './silence-state.js';

const fewestIntervals = 10;

export interface SilenceDeadline {
  /** How long the cell may have no record after its last, s. */
  limit_second: number;
  /** P99 of the intervals in steps of this kind, s; null where none is known. */
  usual_second: number | null;
  /** When the next record is due, Unix seconds. */
  unix_second: number;
}

/**
 * When the cell's next record is due at the latest: the last record's time and max(factor × P99 of the intervals of its kind of step,
 * factor × the running step's last interval, the least). While fewer than 10 intervals of this kind are known: also the P99 of
 * the others, and the limit for what is unknown. Null where nothing is due, or nobody can tell: `since_unix_second` is when
 * Cellwatch first ran, and what was due before is history.
 */
export function silenceDeadline(
  { test, last, intervals }: SilenceState,
  { enabled, limits }: RuleInForce,
  since_unix_second: number,
): SilenceDeadline | null {
  if (!enabled || !test || !last || !test.live || !test.has_clock || last.standing === 'standing') return null;
  const own = intervals[last.kind];
  const usual_second = intervalQuantile(own, 0.99);
  let limit_second = Math.max(
    limits.least_second,
    limits.interval_factor * Math.max(usual_second ?? 0, last.interval_second ?? 0),
  );
  if (own.count < fewestIntervals) {
    const others = silenceKinds.map((kind) => intervalQuantile(intervals[kind], 0.99) ?? 0);
    limit_second = Math.max(limit_second, limits.unknown_second, limits.interval_factor * Math.max(...others));
  }
  const unix_second = last.unix_second + limit_second;
  return unix_second < since_unix_second ? null : { limit_second, usual_second, unix_second };
}

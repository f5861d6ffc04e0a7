import type { CellAlert } from '@cellwatch/events';
import type { Label, Tolerance } from './label.js';

/** Whether an alert was raised while its label held: by the clock where both have one, else by the cycle. */
export function isWithin(alert: CellAlert, label: Label, tolerance: Tolerance): boolean {
  const { raised_at_unix_second: second, derived_cycle_count: cycle } = alert;
  if (second !== null && label.began_at_unix_second !== null) {
    const from = label.began_at_unix_second - tolerance.seconds_before;
    const to = (label.ended_at_unix_second ?? Infinity) + tolerance.seconds_after;
    return second >= from && second <= to;
  }
  if (cycle === null || label.first_cycle === null) return false;
  const last = label.last_cycle ?? Infinity;
  return cycle >= label.first_cycle - tolerance.cycles_before && cycle <= last + tolerance.cycles_after;
}

import type { CellAlert } from '@cellwatch/events';

/** When a sign began or ended, in the order of events: the cycle, the time, a beginning before an end, the sign's key. */
export interface Moment {
  cycle: number;
  unix_second: number | null;
  ends: boolean;
  key: string;
}

export function signKey({ rule, topic, test_id, record_index }: CellAlert): string {
  return JSON.stringify([rule, topic, test_id, record_index]);
}

/** The moments of a sign as far as it has come; none where nobody knows in which cycle it was seen. */
export function momentsOf(sign: CellAlert): Moment[] {
  const key = signKey(sign);
  if (sign.derived_cycle_count === null) return [];
  const begun = { cycle: sign.derived_cycle_count, unix_second: sign.raised_at_unix_second, ends: false, key };
  if (sign.status !== 'cleared' || sign.changed_cycle_count === null) return [begun];
  // An end is never before its beginning, whatever a clock said.
  const cycle = Math.max(sign.changed_cycle_count, begun.cycle);
  const end = { cycle, unix_second: sign.changed_at_unix_second, ends: true, key };
  return compareMoments(begun, end) < 0 ? [begun, end] : [begun, { ...end, unix_second: begun.unix_second }];
}

/** Negative where `one` comes first. */
export function compareMoments(one: Moment, other: Moment): number {
  if (one.cycle !== other.cycle) return one.cycle - other.cycle;
  // Those without a clock come first in their cycle.
  const at = ({ unix_second }: Moment) => unix_second ?? -Infinity;
  if (at(one) !== at(other)) return at(one) < at(other) ? -1 : 1;
  if (one.ends !== other.ends) return one.ends ? 1 : -1;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

import type { CellAlert } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { silenceDeadline } from './silence-deadline.js';
import { silenceRule } from './silence-rule.js';
import type { SilenceState } from './silence-state.js';
import { tellSilence } from './tell-silence.js';

/** What is found later than this is history: a test that ended before anybody looked. */
const historySecond = 86_400;
const forgottenAfterSecond = 86_400;
const patienceFactor = 1.5;

/**
 * A tick proves that this time has passed, and that every record published before it is in `state`: tells of the silence after
 * the last record, if that was due by then and was not told yet. Gives another state and leaves `state` as it is.
 *
 * Whether it is told waits for records that usually come late (`waits`): after the second time within a day half as long again as
 * the second longest of them took. What is told, with which event time, does not depend on it.
 *
 * `before` is for a state that was folded anew from stored records: the one that it replaces, of which the waits are kept,
 * and what is published: a silence that a tick once proved, and that no record contradicts, stands, however long ago it was.
 */
export function tickSilence(
  state: SilenceState,
  tick_unix_second: number | null,
  rules: CellRules,
  since_unix_second: number,
  before?: { state: SilenceState; published: readonly CellAlert[] },
): { state: SilenceState; alerts: CellAlert[] } {
  const waits = before && state.waits.length === 0 ? before.state.waits : state.waits;
  const now = Math.max(tick_unix_second ?? -Infinity, state.now_unix_second ?? -Infinity);
  const ticked = { ...state, waits, now_unix_second: Number.isFinite(now) ? now : null, is_waiting: true };
  const due = state.told ? null : silenceDeadline(state, rules.of.SILENCE, since_unix_second);
  if (!due) return { state: ticked, alerts: [] };
  const isFound = now > Math.max(due.unix_second, waitedFor(ticked)) && now <= due.unix_second + historySecond;
  if (!isFound && !before?.published.some((alert) => isOfLast(state, alert))) return { state: ticked, alerts: [] };
  return { state: { ...ticked, told: true }, alerts: [tellSilence(state, due, rules.rules_version, null)] };
}

/** Until when the next record may only be late, as others were. */
function waitedFor({ waits, last }: SilenceState): number {
  const recent = waits.filter(({ unix_second }) => unix_second > last!.unix_second - forgottenAfterSecond);
  const [, second = 0] = recent.map(({ age_second }) => age_second).sort((one, other) => other - one);
  return last!.unix_second + patienceFactor * second;
}

function isOfLast(
  { test, last }: SilenceState,
  { rule, test_id, record_index, retracted, status }: CellAlert,
): boolean {
  const isSame = test_id === test!.test_id && record_index === last!.record_index;
  return rule === silenceRule.code && isSame && !retracted && status === 'firing';
}

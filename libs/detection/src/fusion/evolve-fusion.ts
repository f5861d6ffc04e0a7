import { encodeResult, type CellAlert, type CellFacts } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { compareMoments, momentsOf, signKey, type Moment } from './moment.js';
import { isFused } from './short-signs.js';
import { inOrder, nothingFused, walkSigns, type FusionPoint } from './soft-short.js';

/** As many moments are kept open to be re-ordered; older ones are settled. */
const mostMoments = 32;

/** All that is kept of a cell's signs, as plain JSON. It does not grow with its alerts. */
export interface FusionState {
  facts: CellFacts;
  /** What was going on when the last settled moment had passed. */
  settled: FusionPoint;
  /** The last settled moment. */
  horizon: Moment | null;
  /** Signs that have a moment after the horizon, in order of their keys. */
  signs: readonly CellAlert[];
}

export function initialFusionState(facts: CellFacts): FusionState {
  return { facts, settled: nothingFused, horizon: null, signs: [] };
}

/**
 * Joins the alerts of a cell's other rules to SOFT_SHORT: folds `cell.alerts` in any order, for the topics that alerts are found
 * in are read at different speeds. What is told depends on the set of signs alone: each one is put in its place by its own cycle
 * and time, and what came after it is walked again; `alerts` taken together are told of together. `disordered`: a sign is older
 * than what is settled, was withdrawn, or changes a soft short that had ended or was told under another key; the state is as it
 * was, and the cell must be folded again from all its current alerts at once. Pending, lapsed and other rules' alerts pass.
 */
export function evolveFusion(
  state: FusionState,
  alerts: readonly CellAlert[],
  rules: CellRules,
): { state: FusionState; alerts: CellAlert[]; disordered: boolean } {
  const { facts, settled } = state;
  let signs = state.signs;
  for (const alert of alerts) {
    if (!isFused(alert.rule)) continue;
    const taken = takeSign({ ...state, signs }, plain(alert));
    if (taken === null) return { state, alerts: [], disordered: true };
    signs = taken;
  }
  if (signs === state.signs) return { state, alerts: [], disordered: false };
  const shortsOf = (list: readonly CellAlert[]) =>
    walkSigns(facts, settled, list, momentsAhead(state.horizon, list), rules).shorts;
  const changed = changes(shortsOf(state.signs), shortsOf(signs));
  if (changed === null) return { state, alerts: [], disordered: true };
  return { state: settle({ ...state, signs }, rules), alerts: changed, disordered: false };
}

function momentsAhead(horizon: Moment | null, signs: readonly CellAlert[]): Moment[] {
  return inOrder(signs).filter((moment) => horizon === null || compareMoments(moment, horizon) > 0);
}

const decoder = new TextDecoder();

/** Its fields in one order, whether it came from the stream or a table; and without its revision, which says nothing of the cell. */
function plain(alert: CellAlert): CellAlert {
  return JSON.parse(decoder.decode(encodeResult({ ...alert, revision: 1 }))) as CellAlert;
}

/** It fired, and somebody knows in which cycle. */
function isSign({ status, severity, retracted, derived_cycle_count }: CellAlert): boolean {
  if (retracted || derived_cycle_count === null || severity === 'notice') return false;
  return status === 'firing' || status === 'cleared';
}

/** The open signs with this one in its place; null where that is not in the state's power. */
function takeSign({ settled, horizon, signs }: FusionState, sign: CellAlert): readonly CellAlert[] | null {
  const key = signKey(sign);
  const isSame = (other: CellAlert) => signKey(other) === key;
  const settledSign = settled.signs.find((one) => isSame(one.sign))?.sign;
  const before = signs.find(isSame) ?? settledSign;
  if (before && JSON.stringify(before) === JSON.stringify(sign)) return signs;
  // What was a sign is none any more: only all signs together say what remains.
  if (!isSign(sign)) return before || sign.retracted ? null : signs;
  const moments = momentsOf(sign);
  const ahead = moments.filter((moment) => horizon === null || compareMoments(moment, horizon) > 0);
  // Its beginning may be settled, as it was; what has changed since must lie ahead.
  const isEnd = moments.length === 2 && ahead.length === 1 && before !== undefined && isSameBeginning(before, sign);
  if (ahead.length < moments.length && !isEnd) return null;
  return [...signs.filter((other) => !isSame(other)), sign].sort((a, b) => (signKey(a) < signKey(b) ? -1 : 1));
}

/** All that a walk over its beginning looked at. */
function isSameBeginning(before: CellAlert, sign: CellAlert): boolean {
  const looked = ({ status: _s, changed_at_unix_second: _a, changed_cycle_count: _c, ...rest }: CellAlert) =>
    JSON.stringify(rest);
  return looked(before) === looked(sign);
}

/** What must be told anew; null where something told is gone, or had ended and is not what it was. */
function changes(was: readonly CellAlert[], is: readonly CellAlert[]): CellAlert[] | null {
  for (const before of was) {
    const now = is.find((short) => signKey(short) === signKey(before));
    if (!now || (before.status === 'cleared' && JSON.stringify(now) !== JSON.stringify(before))) return null;
  }
  return is.filter((now) => !was.some((before) => JSON.stringify(before) === JSON.stringify(now)));
}

/** Settles the oldest moments where there are more than are kept. */
function settle(state: FusionState, rules: CellRules): FusionState {
  const { facts, settled, horizon, signs } = state;
  const ahead = momentsAhead(horizon, signs);
  if (ahead.length <= mostMoments) return state;
  const passed = ahead.slice(0, ahead.length - mostMoments);
  const last = passed[passed.length - 1];
  const { point } = walkSigns(facts, settled, signs, passed, rules);
  const open = signs.filter((sign) => momentsOf(sign).some((moment) => compareMoments(moment, last) > 0));
  return { ...state, settled: point, horizon: last, signs: open };
}

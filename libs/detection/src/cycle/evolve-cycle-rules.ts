import type { CellAlert, CycleSummary } from '@cellwatch/events';
import { comparableRegime, conditionsOf } from '../comparable-regime.js';
import { atOnce, evolveEpisode, type EpisodeLimits } from '../evolve-episode.js';
import type { Finding } from '../finding.js';
import { enterRegime, isSettled, rememberInRegime } from '../regime-history.js';
import type { CellRules, Rule } from '../rule.js';
import { tellChange } from '../tell-change.js';
import { ceDropRule, judgeCeDrop } from './ce-drop.js';
import { isBehind } from './cycle-order.js';
import type { CycleRulesState, RegimeMemory } from './cycle-rules-state.js';
import {
  dataCapacityRule,
  dataSignRule,
  dataUnitRule,
  judgeDataCapacity,
  judgeDataSign,
  judgeDataUnit,
} from './data-doubts.js';
import { judgeKnee, kneeRule } from './knee.js';
import { judgeNoCutoff, noCutoffRule } from './no-cutoff.js';
import { judgeRestLeak, restLeakRule } from './rest-leak.js';
import { judgeRetention, retentionRule, twoOfThree } from './retention.js';
import { seeCycle, type SeenCycle } from './seen-cycle.js';
import { confirmedOnce, judgeSuddenFade, suddenFadeRule } from './sudden-fade.js';

/** What a detector said of a cycle; null where it could not be judged. */
type Verdict = [rule: Rule, finding: Finding | null, episode: EpisodeLimits];

/**
 * All rules over cycles: folds results of `cell.cycles` in stream order. Complete cycles count, others pass. One episode a rule:
 * it is told when it begins, gets worse and ends. `disordered`: a cycle that was judged has been corrected, or one comes before
 * it; the state is as it was and the cell must be folded again from the current cycles in order. Cycles under other facts are
 * passed over: they are published again under these.
 */
export function evolveCycleRules(
  state: CycleRulesState,
  cycles: readonly CycleSummary[],
  rules: CellRules,
): { state: CycleRulesState; alerts: CellAlert[]; disordered: boolean } {
  const alerts: CellAlert[] = [];
  let evolved = state;
  for (const cycle of cycles) {
    if (cycle.facts_version !== state.facts.facts_version) continue;
    if (evolved.last !== null && isBehind(cycle, evolved.last)) return { state, alerts: [], disordered: true };
    if (cycle.status !== 'complete' || cycle.retracted) continue;
    evolved = takeCycle(evolved, cycle, rules, alerts);
  }
  return { state: evolved, alerts, disordered: false };
}

function takeCycle(
  state: CycleRulesState,
  cycle: CycleSummary,
  rules: CellRules,
  alerts: CellAlert[],
): CycleRulesState {
  const { test_id, first_record_index, derived_cycle_count } = cycle;
  const regime = comparableRegime(state.history, cycle);
  let history = regime === null ? state.history : enterRegime(state.history, conditionsOf(cycle, regime));
  const settled = regime !== null && isSettled(history);
  const seen = seeCycle(cycle, state.facts, regime, history.cycles_in_regime, settled);
  const verdicts: Verdict[] = [];
  if (regime !== null) {
    const judged = judgeInRegime(history.regimes[history.regimes.length - 1], seen, rules);
    history = rememberInRegime(history, judged.memory);
    verdicts.push(...judged.verdicts);
  }
  const { life, verdicts: ofLife } = judgeInLife(state.life, seen, rules);
  verdicts.push(...ofLife);
  const episodes = { ...state.episodes };
  for (const [rule, finding, limits] of verdicts) {
    if (finding === null || !rules.of[rule.code].enabled) continue;
    const { episode, change } = evolveEpisode(
      episodes[rule.code] ?? null,
      {
        ...finding,
        test_id,
        record_index: first_record_index,
        unix_second: cycle.ended_at_unix_second,
        derived_cycle_count,
        evidence: {
          ...finding.evidence,
          regime,
          first_record_index,
          last_record_index: cycle.last_record_index,
        },
      },
      limits,
    );
    if (episode) episodes[rule.code] = episode;
    else delete episodes[rule.code];
    if (change) alerts.push(tellChange(state.facts, rule, rules.rules_version, change));
  }
  return { ...state, history, life, last: { test_id, first_record_index, derived_cycle_count }, episodes };
}

function judgeInRegime(
  memory: RegimeMemory,
  seen: SeenCycle,
  { of }: CellRules,
): { memory: RegimeMemory; verdicts: Verdict[] } {
  const ceDrop = judgeCeDrop(memory.ce_drop, seen, of.CE_DROP);
  const restLeak = judgeRestLeak(memory.rest_leak, seen, of.REST_LEAK);
  const suddenFade = judgeSuddenFade(memory.sudden_fade, seen, of.SUDDEN_FADE);
  const knee = judgeKnee(memory.knee, seen, of.KNEE);
  return {
    memory: {
      ...memory,
      ce_drop: ceDrop.memory,
      rest_leak: restLeak.memory,
      sudden_fade: suddenFade.memory,
      ...(knee.memory && { knee: knee.memory }),
    },
    verdicts: [
      [ceDropRule, ceDrop.finding, atOnce],
      [restLeakRule, restLeak.finding, atOnce],
      [suddenFadeRule, suddenFade.finding, confirmedOnce],
      [kneeRule, knee.finding, knee.episode],
    ],
  };
}

function judgeInLife(
  { retention, no_cutoff }: CycleRulesState['life'],
  seen: SeenCycle,
  { of }: CellRules,
): { life: CycleRulesState['life']; verdicts: Verdict[] } {
  const retained = judgeRetention(retention, seen, of.RETENTION);
  const cutoff = judgeNoCutoff(no_cutoff, seen);
  const capacity = judgeDataCapacity(seen, of.DATA_CAPACITY);
  return {
    life: { retention: retained.memory, no_cutoff: cutoff.memory },
    verdicts: [
      [retentionRule, retained.finding, twoOfThree],
      [noCutoffRule, cutoff.finding, twoOfThree],
      [dataUnitRule, judgeDataUnit(seen), atOnce],
      [dataSignRule, judgeDataSign(seen), atOnce],
      [dataCapacityRule, capacity.finding, capacity.episode],
    ],
  };
}

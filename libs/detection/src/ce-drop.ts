import { topics, type CellAlert, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { comparableRegime, conditionsOf } from './comparable-regime.js';
import { isTrustedCycle } from './is-trusted-cycle.js';
import { judgeCoulombicEfficiency, type EfficiencyMemory } from './judge-coulombic-efficiency.js';
import { emptyRegimeHistory, enterRegime, isSettled, rememberInRegime, type RegimeHistory } from './regime-history.js';

export const ceDropVersion = 2;

const ringLength = 20;
const mutedCyclesOfLife = 3;
/** Above it charge came from nowhere: an error of the data or of the cycle's borders, not a cell. */
const impossibleEfficiency = 1.015;

type LastCycle = Pick<CycleSummary, 'test_id' | 'first_record_index' | 'derived_cycle_count'>;

export interface CeDropState {
  cell_id: string;
  facts_version: string;
  last: LastCycle | null;
  history: RegimeHistory<EfficiencyMemory>;
}

export function initialCeDropState(facts: CellFacts): CeDropState {
  return {
    cell_id: facts.cell_id,
    facts_version: facts.facts_version,
    last: null,
    history: emptyRegimeHistory(),
  };
}

/**
 * CE_DROP: a cycle gives back less of its charge than the cell's own cycles of the same regime did.
 *
 * Signature: charge that went through a shunt (a soft short) counts in and never comes out; so does charge that a side
 * reaction eats. In a half-cell the efficiency is already the right way up (`coulombic_efficiency`); a shunt there takes the same
 * way as the first half, so it raises the efficiency, and OVERCHARGE is the rule that sees it.
 * Threshold: see `judgeCoulombicEfficiency`. A cycle that alarms does not enter the baseline, so a lasting short never becomes
 * the normal state. One alert per cycle at most, keyed by the cycle's first record, raised at its end.
 * Quiet: the first 3 cycles of life and formation (initial efficiencies are 75-90 %), check-ups, pulse trains and titrations
 * (their halves do not pair), the 2 cycles that open a regime,
 * cycles whose flags say that charge was missed or added, an efficiency that is null or above 101.5 % (a data error).
 * Look-alikes: side reaction or contact loss (edge resistance up, no voltage dips), a colder or changed protocol, a wrong cycle
 * split, missing rows.
 * Source: thresholds are this project's, checked against a simulated shunt: at 0.3C and 1.6 mAh a step of 1 pp is 1.4 MΩ.
 *
 * Folds results of `cell.cycles` in stream order: complete cycles count, others pass. `disordered`: a cycle that was judged
 * has been corrected, or one comes before it; the state is as it was and the cell must be folded again from the current
 * cycles in order. Cycles under other facts are passed over: they are published again under these.
 */
export function evolveCeDrop(
  state: CeDropState,
  cycles: readonly CycleSummary[],
): { state: CeDropState; alerts: CellAlert[]; disordered: boolean } {
  const alerts: CellAlert[] = [];
  let evolved = state;
  for (const cycle of cycles) {
    if (cycle.facts_version !== state.facts_version) continue;
    if (evolved.last !== null && isBehind(cycle, evolved.last)) return { state, alerts: [], disordered: true };
    if (cycle.status !== 'complete' || cycle.retracted) continue;
    const { history, alert } = judge(evolved, cycle);
    const { test_id, first_record_index, derived_cycle_count } = cycle;
    evolved = { ...evolved, history, last: { test_id, first_record_index, derived_cycle_count } };
    if (alert) alerts.push(alert);
  }
  return { state: evolved, alerts, disordered: false };
}

/** Within a test the record tells the order; between tests the number in the cell's life, which an unfinished cycle may lack. */
function isBehind(cycle: CycleSummary, last: LastCycle): boolean {
  if (cycle.test_id === last.test_id) return cycle.first_record_index <= last.first_record_index;
  if (cycle.status === 'complete') return cycle.derived_cycle_count <= last.derived_cycle_count;
  return cycle.derived_cycle_count > 0 && cycle.derived_cycle_count < last.derived_cycle_count;
}

/** It forms or measures the cell: its efficiency is no sign of anything. */
function isDiagnostic({ purpose }: CycleSummary): boolean {
  return purpose !== null && purpose !== 'cycling';
}

function judge(state: CeDropState, cycle: CycleSummary): { history: CeDropState['history']; alert?: CellAlert } {
  const { coulombic_efficiency: efficiency, derived_cycle_count } = cycle;
  const regime = comparableRegime(state.history, cycle);
  if (regime === null) return { history: state.history };
  let history = enterRegime(state.history, { ...conditionsOf(cycle, regime), ring: [], cusum: 0 });
  const memory = history.regimes[history.regimes.length - 1];
  // A sum that was gathered before the interruption says nothing of now.
  if (history.cycles_in_regime === 1) history = rememberInRegime(history, { ...memory, cusum: 0 });
  const muted =
    derived_cycle_count <= mutedCyclesOfLife ||
    isDiagnostic(cycle) ||
    !isSettled(history) ||
    !isTrustedCycle(cycle.flags) ||
    efficiency === null ||
    efficiency > impossibleEfficiency;
  if (muted) return { history };
  const { cusum, drop } = judgeCoulombicEfficiency(efficiency, memory);
  const ring = drop ? memory.ring : [...memory.ring, efficiency].slice(-ringLength);
  return {
    history: rememberInRegime(history, { ...memory, ring, cusum }),
    alert: drop && {
      cell_id: state.cell_id,
      rule: 'CE_DROP',
      test_id: cycle.test_id,
      record_index: cycle.first_record_index,
      rule_version: ceDropVersion,
      rules_version: '0',
      topic: topics.cycles,
      status: 'firing',
      changed_at_unix_second: cycle.ended_at_unix_second,
      changed_cycle_count: derived_cycle_count,
      facts_version: state.facts_version,
      revision: 1,
      retracted: false,
      severity: drop.severity,
      raised_at_unix_second: cycle.ended_at_unix_second,
      derived_cycle_count,
      message: `Cycle ${derived_cycle_count}: ${drop.message}`,
      evidence: {
        ...drop.evidence,
        regime,
        first_record_index: cycle.first_record_index,
        last_record_index: cycle.last_record_index,
        chart: null,
      },
    },
  };
}

import { evolveCycling, initialCyclingState, type CyclingState } from '@cellwatch/electrochem';
import {
  topics,
  type CellAlert,
  type CellFacts,
  type ClockSource,
  type CycleSummary,
  type RecordBatch,
} from '@cellwatch/events';
import { comparableRegime, conditionsOf } from './comparable-regime.js';
import { isTrustedCycle } from './is-trusted-cycle.js';
import { judgeCharge, type ChargeMemory, type Excess } from './judge-charge.js';
import { noteCharges, type ChargeNotes, type ToldCharge } from './note-charges.js';
import { emptyRegimeHistory, enterRegime, isSettled, rememberInRegime, type RegimeHistory } from './regime-history.js';

export const overchargeVersion = 2;

const ringLength = 5;

export interface OverchargeState {
  cycling: CyclingState;
  history: RegimeHistory<ChargeMemory>;
  /** The last charge that was told of. */
  charge: Charge | null;
}

interface Charge extends Pick<ToldCharge, 'test_id' | 'first_record_index' | 'derived_cycle_count'> {
  /** As of its last record. */
  current_ampere: number;
  constant_voltage: boolean;
  raised: CellAlert['severity'] | null;
}

export function initialOverchargeState(facts: CellFacts): OverchargeState {
  return { cycling: initialCyclingState(facts, { shapes: false }), history: emptyRegimeHistory(), charge: null };
}

/**
 * OVERCHARGE: a charge has taken more than the cell's last charges under equal conditions, and goes on.
 *
 * Signature: with a shunt across it a cell sees only part of the current, so its voltage comes late to the limit, or never (where
 * the shunt is less than that voltage over the current: 6.9 kΩ at 4.3 V and 0.62 mA).
 * Threshold: see `judgeCharge`. One alert a severity and charge, keyed by the first record above. A charge that alarmed still
 * counts as a completed one: a lasting gain of capacity is learned in three cycles, and a lasting short goes on showing in
 * CE_DROP.
 * Quiet: the first charge of life (nothing to compare with), formation and check-ups, the 2 cycles that open a regime, a charge at
 * another current or with an added hold at constant voltage, a charge with a hole or a jump in it.
 * Look-alikes: a slower rate, a warmer cell, an added hold, a discharge before it that went deeper.
 * Source: thresholds are this project's, checked against a simulated shunt: 100 kΩ gives 1.073, 30 kΩ 1.283.
 *
 * Folds batches of `cycler.records`, any way they are cut. `state` is owned by the call. `disordered`: a record came late; the
 * state is spent, and the cell must be folded again from its stored records.
 */
export function evolveOvercharge(
  state: OverchargeState,
  batch: RecordBatch,
): { state: OverchargeState; alerts: CellAlert[]; disordered: boolean } {
  const clockBefore = state.cycling.test?.clock_source ?? batch.clock_source;
  const { charges, notes, onRecord } = noteCharges(batch.length);
  const { state: cycling, cycles, disordered } = evolveCycling(state.cycling, batch, onRecord);
  if (disordered) return { state, alerts: [], disordered };
  const completed = cycles.filter(({ status }) => status === 'complete');
  const alerts: CellAlert[] = [];
  let { history, charge } = state;
  let done = 0;
  for (const told of charges) {
    for (; completed[done]?.derived_cycle_count < told.derived_cycle_count; done += 1)
      history = remember(history, charge, completed[done], cycling.facts);
    const before = charge !== null && isSame(charge, told) ? charge.raised : null;
    const found = isJudged(history, told, cycling.facts)
      ? judgeCharge(told, notes, history.regimes[history.regimes.length - 1], before)
      : [];
    const clock = told.record_test_id === batch.test_id ? batch.clock_source : clockBefore;
    const regime = history.regimes.at(-1)?.regime ?? null;
    alerts.push(...found.map((excess) => alertOf(cycling.facts, told, notes, excess, regime, clock)));
    charge = {
      test_id: told.test_id,
      first_record_index: told.first_record_index,
      derived_cycle_count: told.derived_cycle_count,
      current_ampere: notes.current_ampere[told.to - 1],
      constant_voltage: notes.constant_voltage[told.to - 1] === 1,
      raised: found.at(-1)?.severity ?? before,
    };
  }
  for (const cycle of completed.slice(done)) history = remember(history, charge, cycle, cycling.facts);
  return { state: { cycling, history, charge }, alerts, disordered };
}

function isSame(charge: Charge, told: ToldCharge): boolean {
  return charge.test_id === told.test_id && charge.first_record_index === told.first_record_index;
}

function isApart({ formation_cycles = [], check_up_cycles = [] }: CellFacts, derived_cycle_count: number): boolean {
  return formation_cycles.includes(derived_cycle_count) || check_up_cycles.includes(derived_cycle_count);
}

function isJudged(history: OverchargeState['history'], told: ToldCharge, facts: CellFacts): boolean {
  return isSettled(history, 1) && !isApart(facts, told.derived_cycle_count);
}

/** Takes a completed cycle's charge, the last that was told of, into what later charges are compared with. */
function remember(
  history: OverchargeState['history'],
  charge: Charge | null,
  cycle: CycleSummary,
  facts: CellFacts,
): OverchargeState['history'] {
  const { derived_cycle_count, cycle_charging_capacity_ah } = cycle;
  const regime = comparableRegime(history, cycle);
  if (regime === null || charge?.derived_cycle_count !== derived_cycle_count) return history;
  const { current_ampere, constant_voltage } = charge;
  const fresh = { ...conditionsOf(cycle, regime), ring: [], current_ampere, constant_voltage };
  const entered = enterRegime(history, fresh);
  if (!isSettled(entered) || isApart(facts, derived_cycle_count) || !isTrustedCycle(cycle.flags)) return entered;
  const memory = entered.regimes[entered.regimes.length - 1];
  const ring = [...memory.ring, cycle_charging_capacity_ah].slice(-ringLength);
  return rememberInRegime(entered, { ...memory, ring, current_ampere, constant_voltage });
}

function alertOf(
  facts: CellFacts,
  told: ToldCharge,
  notes: ChargeNotes,
  { row, severity, capacity_ah, limit_ah, baseline_ah, factor }: Excess,
  regime: string | null,
  clock: ClockSource,
): CellAlert {
  const charged = `${printed(capacity_ah)}, more than ${printed(limit_ah)}`;
  const reason = `${factor.toFixed(2)} times the median of its last charges (${printed(baseline_ah)})`;
  return {
    cell_id: facts.cell_id,
    rule: 'OVERCHARGE',
    test_id: told.record_test_id,
    record_index: notes.record_index[row],
    rule_version: overchargeVersion,
    rules_version: '0',
    topic: topics.records,
    status: 'firing',
    changed_at_unix_second: clock === 'none' ? null : notes.unix_time_second[row],
    changed_cycle_count: told.derived_cycle_count,
    facts_version: facts.facts_version,
    revision: 1,
    retracted: false,
    severity,
    raised_at_unix_second: clock === 'none' ? null : notes.unix_time_second[row],
    derived_cycle_count: told.derived_cycle_count,
    message: `Cycle ${told.derived_cycle_count}: charging has taken ${charged}, which is ${reason}, and goes on.`,
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: capacity_ah,
      limit: limit_ah,
      baseline: baseline_ah,
      regime,
      first_record_index: told.first_record_index,
      last_record_index: notes.record_index[row],
      chart: null,
    },
  };
}

function printed(ah: number): string {
  return ah < 1 ? `${(1000 * ah).toPrecision(5)} mAh` : `${ah.toPrecision(5)} Ah`;
}

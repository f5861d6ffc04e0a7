import { electrodeBasis } from '@cellwatch/electrochem';
import { topics, type AlertSeverity, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { comparableRegime, conditionsOf, type RegimeConditions } from '../comparable-regime.js';
import { isTrustedCycle } from '../is-trusted-cycle.js';
import { median } from '../median.js';
import { emptyRegimeHistory, enterRegime, isSettled, rememberInRegime, type RegimeHistory } from '../regime-history.js';
import type { Rule } from '../rule.js';
import { chargingCurrent } from './charging-current.js';
import { isDoubtful } from './is-doubtful.js';
import { printCapacity } from './print-capacity.js';
import type { Limits, Look, RecordDetector } from './record-detector.js';

const ringLength = 5;
/** Below so few charges their median is no baseline. */
const fewestCharges = 3;
const likeCurrent = 0.1;
/** Times 1C: at more no cell is charged, it is a current in milliampere under a plain header. */
const fastest = 50;

export const overchargeRule: Rule = {
  code: 'OVERCHARGE',
  version: 4,
  topic: topics.records,
  severities: ['warning', 'critical'],
  title: 'Charge goes on too long',
  description:
    'The running charge has taken more than 1.10 (warning) or 1.25 (critical) times the median of the last 5 charges under equal conditions; or, in a full cell of known active mass, more than 1.05 times what its cathode can hold (critical). It fires during the charge.',
  likely_cause:
    'A soft short carries part of the current, so the voltage rises late or never reaches its limit; the cell may be overcharged.',
  look_alikes: [
    'A slower rate or a constant-voltage step that was added: more capacity, and the discharge gives it back.',
    'A warmer cell: more capacity in both directions.',
    'A charge after an unusually deep discharge.',
  ],
  limits: [
    {
      name: 'warning_factor',
      unit: '1',
      default: 1.1,
      minimum: 1.01,
      maximum: 3,
      description: 'Of the median of the last 5 charges: above it a warning.',
    },
    {
      name: 'critical_factor',
      unit: '1',
      default: 1.25,
      minimum: 1.02,
      maximum: 5,
      description: 'Of the median of the last 5 charges: above it critical.',
    },
    {
      name: 'theoretical_mah_per_gram',
      unit: 'mAh/g',
      default: 275,
      minimum: 50,
      maximum: 2000,
      description: 'What the cathode can hold; 275 is a layered nickel oxide that gives up all its lithium.',
    },
    {
      name: 'theoretical_factor',
      unit: '1',
      default: 1.05,
      minimum: 1,
      maximum: 3,
      description: 'Of what the cathode can hold: above it critical, whatever the charges before.',
    },
  ],
};

interface ChargeMemory extends RegimeConditions {
  /** Ah of its last charges, oldest first, and the numbers of their cycles. */
  ring: number[];
  cycles: number[];
  /** How the last of them was made. */
  current_ampere: number;
  constant_voltage: boolean;
}

/** A charge, as of its last record. */
interface Charge {
  test_id: string;
  first_record_index: number;
  derived_cycle_count: number;
  current_ampere: number;
  constant_voltage: boolean;
  /** How far it is, over how far it may be; null where it could not be judged. */
  excess: number | null;
  raised: AlertSeverity | null;
}

export interface OverchargeState {
  history: RegimeHistory<ChargeMemory>;
  charge: Charge | null;
}

/**
 * OVERCHARGE: a charge has taken more than the cell's last charges under equal conditions, and goes on.
 *
 * Signature: with a shunt across it a cell sees only part of the current, so its voltage comes late to the limit, or never (where
 * the shunt is less than that voltage over the current: 6.9 kΩ at 4.3 V and 0.62 mA).
 * Threshold: see `limits`; a row does not count while the charge is doubtful, at another current (10 %), or in a hold at constant
 * voltage that the others lacked; fewer than 3 charges are no baseline. The theoretical capacity needs none, but the mass.
 * A charge is one unit: three in a row that stay within 1.07 times the median end the episode. A charge that alarmed still
 * counts as a completed one: a lasting gain of capacity is learned in three cycles, and a lasting short goes on showing in CE_DROP.
 * Quiet: the first charge of life (nothing to compare with), formation and check-ups, the 2 cycles that open a regime.
 * Look-alikes: a slower rate, a warmer cell, an added hold, a discharge before it that went deeper.
 * Source: thresholds are this project's, checked against a simulated shunt: 100 kΩ gives 1.073, 30 kΩ 1.283; 275 mAh/g is the
 * usual theoretical capacity of NCM.
 */
export const overcharge: RecordDetector<OverchargeState> = {
  rule: overchargeRule,
  initial: () => ({ history: emptyRegimeHistory(), charge: null }),
  added(state, look, limits, from, to) {
    const { step, running, cycling } = look;
    if (step.direction !== 1 || !running?.established || running.half.direction !== 1) return;
    const { half, derived_cycle_count } = running;
    const last = to - 1;
    let { charge } = state;
    if (charge?.test_id !== half.test_id || charge.first_record_index !== half.first_record_index) {
      if (charge && charge.raised === null && charge.excess !== null)
        look.judge(from, quiet(charge, limits, baselineOf(state)));
      const { test_id, first_record_index } = half;
      charge = { test_id, first_record_index, derived_cycle_count, ...empty };
    }
    const memory = state.history.regimes.at(-1);
    const isJudged =
      isSettled(state.history, 1) && !isApart(cycling.facts, derived_cycle_count) && !isDoubtful(running);
    const baseline_ah = isJudged ? baselineOf(state) : null;
    const most_ah = theoretical(cycling.facts, limits);
    let { raised } = charge;
    if (baseline_ah !== null || most_ah !== null) {
      for (let row = from; row < to && raised !== 'critical'; row++) {
        const capacity_ah = half.capacity_ah + look.columns.passed[row];
        if (most_ah !== null && capacity_ah > most_ah && !isDoubtful(running) && !isMistaken(look, row)) {
          look.judge(row, beyondTheory(derived_cycle_count, capacity_ah, most_ah, charge.first_record_index));
          raised = 'critical';
        } else if (baseline_ah !== null && capacity_ah > limits.warning_factor * baseline_ah) {
          const severe = capacity_ah > limits.critical_factor * baseline_ah;
          if ((!severe && raised !== null) || !isLike(look, memory!, row)) continue;
          raised = severe ? 'critical' : 'warning';
          look.judge(row, beyond(charge, memory!, capacity_ah, baseline_ah, raised, limits));
        }
      }
    }
    const counted = baseline_ah !== null && isLike(look, memory!, last);
    const excess = counted
      ? ((half.capacity_ah + look.columns.passed[last]) / baseline_ah - 1) / (limits.warning_factor - 1)
      : charge.excess;
    const current_ampere = currentOf(look, last);
    state.charge = { ...charge, current_ampere, constant_voltage: look.columns.held[last] > 0, excess, raised };
  },
  completed(state, cycle, { facts }) {
    if (cycle.status === 'complete') state.history = remember(state, cycle, facts);
  },
};

const empty = { current_ampere: 0, constant_voltage: false, excess: null, raised: null };

function baselineOf({ history }: OverchargeState): number | null {
  const ring = history.regimes.at(-1)?.ring ?? [];
  return ring.length < fewestCharges ? null : median(ring);
}

function theoretical(facts: CellFacts, { theoretical_mah_per_gram, theoretical_factor }: Limits): number | null {
  const mass = electrodeBasis(facts).active_mass_gram;
  if (facts.system !== 'full_cell' || mass === null) return null;
  return (theoretical_factor * theoretical_mah_per_gram * mass) / 1000;
}

/** Of the half's greatest step so far. */
function currentOf({ columns, step, running }: Look, row: number): number {
  const { main_capacity_ah, main_current_ampere } = running!.half;
  return columns.passed[row] > main_capacity_ah ? chargingCurrent(columns, step, row) : main_current_ampere;
}

function isMistaken(look: Look, row: number): boolean {
  const { one_c_ampere, nominal_capacity_ah } = look.cycling;
  const oneC = one_c_ampere ?? nominal_capacity_ah;
  return oneC !== null && currentOf(look, row) > fastest * oneC;
}

function isLike(look: Look, { current_ampere, constant_voltage }: ChargeMemory, row: number): boolean {
  if (look.columns.held[row] > 0 && !constant_voltage) return false;
  return Math.abs(currentOf(look, row) - current_ampere) <= likeCurrent * current_ampere;
}

function isApart({ formation_cycles = [], check_up_cycles = [] }: CellFacts, derived_cycle_count: number): boolean {
  return formation_cycles.includes(derived_cycle_count) || check_up_cycles.includes(derived_cycle_count);
}

/** Takes a completed cycle's charge, the last that was told of, into what later charges are compared with. */
function remember({ history, charge }: OverchargeState, cycle: CycleSummary, facts: CellFacts) {
  const { derived_cycle_count, cycle_charging_capacity_ah } = cycle;
  const regime = comparableRegime(history, cycle);
  if (regime === null || charge?.derived_cycle_count !== derived_cycle_count) return history;
  const { current_ampere, constant_voltage } = charge;
  const fresh = { ...conditionsOf(cycle, regime), ring: [], cycles: [], current_ampere, constant_voltage };
  const entered = enterRegime(history, fresh);
  if (!isSettled(entered) || isApart(facts, derived_cycle_count) || !isTrustedCycle(cycle.flags)) return entered;
  const memory = entered.regimes[entered.regimes.length - 1];
  const ring = [...memory.ring, cycle_charging_capacity_ah].slice(-ringLength);
  const cycles = [...memory.cycles, derived_cycle_count].slice(-ringLength);
  return rememberInRegime(entered, { ...memory, ring, cycles, current_ampere, constant_voltage });
}

function beyond(
  { derived_cycle_count, first_record_index }: Charge,
  { ring, cycles, regime }: ChargeMemory,
  capacity_ah: number,
  baseline_ah: number,
  severity: AlertSeverity,
  limits: Limits,
) {
  const factor = severity === 'critical' ? limits.critical_factor : limits.warning_factor;
  const limit_ah = factor * baseline_ah;
  const charged = `${printCapacity(capacity_ah)}, more than ${printCapacity(limit_ah)}`;
  const reason = `${factor.toFixed(2)} times the median of its last charges (${printCapacity(baseline_ah)})`;
  return {
    excess: (capacity_ah / baseline_ah - 1) / (limits.warning_factor - 1),
    severity,
    message: `Cycle ${derived_cycle_count}: charging has taken ${charged}, which is ${reason}, and goes on.`,
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: capacity_ah,
      limit: limit_ah,
      baseline: baseline_ah,
      regime,
      first_record_index,
      chart: {
        x_quantity: 'derived_cycle_count',
        x: [...cycles, derived_cycle_count],
        y: [...ring, capacity_ah],
      },
    },
  };
}

function beyondTheory(number: number, capacity_ah: number, limit_ah: number, first_record_index: number) {
  const charged = `${printCapacity(capacity_ah)}, more than ${printCapacity(limit_ah)}`;
  return {
    excess: capacity_ah / limit_ah,
    severity: 'critical' as const,
    message: `Cycle ${number}: charging has taken ${charged}, which the cathode's mass cannot hold, and goes on.`,
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: capacity_ah,
      limit: limit_ah,
      first_record_index,
    },
  };
}

/** The charge before ended within its limit. */
function quiet({ derived_cycle_count, excess, first_record_index }: Charge, limits: Limits, baseline: number | null) {
  return {
    excess: excess!,
    severity: 'warning' as const,
    message: `Cycle ${derived_cycle_count}: charging took no more than usual.`,
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: (baseline ?? 0) * (1 + excess! * (limits.warning_factor - 1)),
      limit: (baseline ?? 0) * limits.warning_factor,
      baseline,
      first_record_index,
    },
  };
}

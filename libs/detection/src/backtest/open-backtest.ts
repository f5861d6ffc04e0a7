import type {
  AlertSeverity,
  AlertStatus,
  CellAlert,
  CellFacts,
  CycleSummary,
  RecordBatch,
  ResistanceEstimate,
} from '@cellwatch/events';
import { initialCycleRulesState } from '../cycle/cycle-rules-state.js';
import { evolveCycleRules } from '../cycle/evolve-cycle-rules.js';
import { evolveFusion, initialFusionState } from '../fusion/evolve-fusion.js';
import { isFused } from '../fusion/short-signs.js';
import { evolveRecordRules, initialRecordRulesState } from '../records/evolve-record-rules.js';
import { inOrderOfSpectra } from '../resistance/estimate-order.js';
import { evolveResistanceRules } from '../resistance/evolve-resistance-rules.js';
import { initialResistanceRulesState } from '../resistance/resistance-rules-state.js';
import type { CellRules } from '../rule.js';

/** What was told of an episode, once. */
export interface ToldStep {
  status: AlertStatus;
  severity: AlertSeverity;
  unix_second: number | null;
  cycle_count: number | null;
}

/** An episode as it ended, or as it still is; and all that was told of it on the way. */
export interface BacktestAlert {
  alert: CellAlert;
  told: ToldStep[];
}

export interface CellBacktest {
  cell_id: string;
  records: number;
  /** Complete ones. */
  cycles: number;
  /** In the order of their beginning. */
  alerts: BacktestAlert[];
  /** Its history goes backward: what is here ends before that. */
  disordered: boolean;
}

export interface Backtest {
  /** The next records of the cell, in the order of its life. */
  takeRecords(batch: RecordBatch): void;
  /** Its cycles, in any order; a later one of the same key overwrites. */
  takeCycles(cycles: readonly CycleSummary[]): void;
  /** What its spectra say, in any order. */
  takeEstimates(estimates: readonly ResistanceEstimate[]): void;
  end(): CellBacktest;
}

/**
 * Folds a cell's history through the rules, by the very folds that run live: records through those over records, cycles through
 * those over cycles, spectra through those over spectra, and what these find through those that join signs. A cell without records, of which only a table of cycles is known, is judged by the rules over cycles alone.
 */
export function openBacktest(facts: CellFacts, rules: CellRules): Backtest {
  const cycles = new Map<string, CycleSummary>();
  const alerts = new Map<string, BacktestAlert>();
  const signs: CellAlert[] = [];
  const estimates: ResistanceEstimate[] = [];
  let onRecords = initialRecordRulesState(facts);
  let records = 0;
  let disordered = false;

  function tell(told: readonly CellAlert[]): void {
    for (const alert of told) {
      const key = alertName(alert);
      const steps = alerts.get(key)?.told ?? [];
      alerts.set(key, { alert, told: [...steps, stepOf(alert)] });
      if (isFused(alert.rule)) signs.push(alert);
    }
  }

  return {
    takeRecords(batch) {
      if (disordered) return;
      records += batch.length;
      const evolved = evolveRecordRules(onRecords, batch, rules);
      ({ state: onRecords, disordered } = evolved);
      tell(evolved.alerts);
    },
    takeCycles(some) {
      for (const cycle of some) cycles.set(`${cycle.test_id} ${cycle.first_record_index}`, cycle);
    },
    takeEstimates(some) {
      estimates.push(...some.filter(({ retracted }) => !retracted));
    },
    end() {
      const inOrder = [...cycles.values()]
        .filter(({ retracted, status }) => !retracted && status === 'complete')
        .sort(byLife);
      // To the rules a replay is a first telling.
      const first = inOrder.map((cycle) => ({ ...cycle, revision: 1 }));
      const judged = evolveCycleRules(initialCycleRulesState(facts), first, rules);
      disordered ||= judged.disordered;
      tell(judged.alerts);
      const spectra = inOrderOfSpectra(estimates).map((estimate) => ({ ...estimate, revision: 1 }));
      tell(evolveResistanceRules(initialResistanceRulesState(facts), spectra, rules).alerts);
      // As it was told, one after the other: what is joined then fires when it would have.
      tell(evolveFusion(initialFusionState(facts), signs.sort(byTelling), rules).alerts);
      return {
        cell_id: facts.cell_id,
        records,
        cycles: inOrder.length,
        alerts: [...alerts.values()].sort(byBeginning),
        disordered,
      };
    },
  };
}

/** Names an episode within its cell. */
export function alertName({ rule, test_id, record_index }: CellAlert): string {
  return `${rule} ${test_id} ${record_index}`;
}

function stepOf({ status, severity, changed_at_unix_second, changed_cycle_count }: CellAlert): ToldStep {
  return { status, severity, unix_second: changed_at_unix_second, cycle_count: changed_cycle_count };
}

function byTelling(one: CellAlert, other: CellAlert): number {
  const { changed_at_unix_second: second, changed_cycle_count: cycle } = one;
  const { changed_at_unix_second: second2, changed_cycle_count: cycle2 } = other;
  return (second !== null && second2 !== null ? second - second2 : 0) || (cycle ?? -1) - (cycle2 ?? -1);
}

function byLife(one: CycleSummary, other: CycleSummary): number {
  return (
    one.derived_cycle_count - other.derived_cycle_count ||
    (one.started_at_unix_second ?? 0) - (other.started_at_unix_second ?? 0) ||
    one.first_record_index - other.first_record_index
  );
}

function byBeginning({ alert: one }: BacktestAlert, { alert: other }: BacktestAlert): number {
  const { raised_at_unix_second: second, derived_cycle_count: cycle } = one;
  const { raised_at_unix_second: second2, derived_cycle_count: cycle2 } = other;
  const clock = second !== null && second2 !== null ? second - second2 : 0;
  return clock || (cycle ?? -1) - (cycle2 ?? -1) || (one.rule < other.rule ? -1 : 1);
}

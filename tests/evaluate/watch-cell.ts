import {
  defaultRules,
  evolveCycleRules,
  evolveFusion,
  evolveRecordRules,
  initialCycleRulesState,
  initialFusionState,
  initialRecordRulesState,
  type Label,
} from '@cellwatch/detection';
import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { CellAlert, CycleSummary, RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell, type SyntheticCellState } from '@cellwatch/synthetic-cell';
import { episodesOf } from './episodes-of.js';
import { spoil } from './spoil.js';
import type { WatchedCell } from './watched-cell.js';

/** What the rules told of one cell, and what was the matter with it. */
export interface Outcome {
  /** One an episode, as it ended; raised when it first fired. Notices are among them. */
  alerts: CellAlert[];
  /** Null for a healthy cell. */
  label: Label | null;
  cell_cycles: number;
  /** Complete cycles before the fault; all of a healthy cell's. */
  healthy_cycles: number;
  records: number;
}

/** Simulates a cell and gives its records to every rule that there is, each kind folding its own topic, then to the fusion. */
export function watchCell(cell: WatchedCell): Outcome {
  const rules = defaultRules();
  let cycling = initialCyclingState(cell.facts);
  let ofRecords = initialRecordRulesState(cell.facts);
  let ofCycles = initialCycleRulesState(cell.facts);
  const told: CellAlert[] = [];
  let label: Label | null = null;
  let records = 0;
  const complete: CycleSummary[] = [];

  function take(batch: RecordBatch): void {
    records += batch.length;
    const running = evolveRecordRules(ofRecords, batch, rules);
    ofRecords = running.state;
    const folded = evolveCycling(cycling, batch);
    cycling = folded.state;
    const judged = evolveCycleRules(ofCycles, folded.cycles, rules);
    ofCycles = judged.state;
    if (running.disordered || folded.disordered || judged.disordered)
      throw new Error(
        `${cell.cell_id}: records come late near record ${batch.columns.record_index![0]}, expected in order`,
      );
    told.push(...running.alerts, ...judged.alerts);
    for (const cycle of folded.cycles) if (cycle.status === 'complete') complete.push(cycle);
  }

  const starts = referenceCell.starts_at_unix_second;
  let state: SyntheticCellState | undefined;
  let to_cycle = 1;
  for (const stretch of cell.stretches) {
    to_cycle = stretch.to_cycle ?? to_cycle;
    const over = { cycles: to_cycle, cell_id: cell.cell_id };
    const simulated = syntheticCell({ ...cell.options, ...stretch.over, ...over }, state);
    const from = starts + (state?.test_second ?? 0);
    if (stretch.onset_second !== undefined && cell.fault !== null)
      label = {
        cell_id: cell.cell_id,
        fault: cell.fault,
        name: cell.row,
        first_cycle: state?.cycle ?? 1,
        last_cycle: null,
        began_at_unix_second: from + stretch.onset_second,
        ended_at_unix_second: null,
      };
    const until = stretch.for_second === undefined ? Infinity : from + stretch.for_second;
    for (let batch = simulated.next(500, until); batch; batch = simulated.next(500, until)) {
      const arrived = stretch.spoiling ? spoil(batch, stretch.spoiling) : batch;
      if (arrived.length > 0) take(arrived);
    }
    state = simulated.state();
  }
  told.push(...fuse(cell, told));
  const cycles = new Set(complete.map(({ derived_cycle_count }) => derived_cycle_count)).size;
  return {
    alerts: episodesOf(told),
    label,
    cell_cycles: cycles,
    healthy_cycles: label === null ? cycles : label.first_cycle! - 1,
    records,
  };
}

/** As the program does: where an alert changes what was settled, the cell is fused again from its current alerts. */
function fuse({ facts, cell_id }: WatchedCell, told: readonly CellAlert[]): CellAlert[] {
  const fused = evolveFusion(initialFusionState(facts), told, defaultRules());
  if (!fused.disordered) return fused.alerts;
  const current = new Map(told.map((alert) => [[alert.rule, alert.test_id, alert.record_index].join(' '), alert]));
  const again = evolveFusion(initialFusionState(facts), [...current.values()], defaultRules());
  if (again.disordered)
    throw new Error(`${cell_id}: its ${current.size} current alerts cannot be fused, expected that they can`);
  return again.alerts;
}

import type { CyclingState, RecordColumns, RunningHalf, Step } from '@cellwatch/electrochem';
import type { AlertEvidence, AlertSeverity, CellFacts, CycleSummary } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import type { Rule } from '../rule.js';
import type { Rises } from './rises.js';

/** The limits of one rule that are in force for the cell, by their names. */
export type Limits = Readonly<Record<string, number>>;

/** What a detector found at a record: it fires from an excess of 1 on, and is quiet below 0.7. */
export interface Finding {
  excess: number;
  severity: AlertSeverity;
  message: string;
  evidence: Pick<AlertEvidence, 'quantity' | 'unit' | 'value' | 'limit'> &
    Partial<Pick<AlertEvidence, 'baseline' | 'regime' | 'chart' | 'first_record_index'>>;
  /** Where not one unit alone fires. */
  episode?: EpisodeLimits;
}

/** What all detectors see of a stretch of records of one step. One object serves a whole batch: read it, do not keep it. */
export interface Look {
  cycling: CyclingState;
  step: Step;
  columns: RecordColumns;
  /** To what the step adds; null before the first load of the cell's life. */
  running: RunningHalf | null;
  /** In constant current, the voltage from record to record. */
  rises: Rises;
  /** Test time up to which a changed set point of the temperature mutes; −Infinity where none does. */
  muted_until_second: number;
  /** Voltage over test time up to a row: of the last records, or of the running half. */
  recent(row: number): AlertEvidence['chart'];
  course(row: number): AlertEvidence['chart'];
  judge(row: number, finding: Finding): void;
}

/**
 * One rule over records. Its state is plain JSON of bounded size, and is changed in place. What it finds must not depend on where one
 * stretch of records ends and the next begins.
 */
export interface RecordDetector<State> {
  rule: Rule;
  initial(facts: CellFacts): State;
  /** Rows `from` … `to` − 1 of `look.columns` were added to the running step. */
  added(state: State, look: Look, limits: Limits, from: number, to: number): void;
  /** The running step is over: its last record was told before, its first follows. */
  closing?(state: State, cycling: CyclingState): void;
  /** The time of a record cannot be: it was not added, or begins a step. */
  misclocked?(
    state: State,
    look: Look,
    limits: Limits,
    row: number,
    reason: 'repeated' | 'backward' | 'restarted',
  ): void;
  completed?(state: State, cycle: CycleSummary, cycling: CyclingState): void;
}

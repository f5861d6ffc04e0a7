import type { CycleSummary } from '@cellwatch/events';
import type { RecordColumns } from './record-columns.js';
import type { CyclingState, EdgeKind, LastRecord, Step } from './state.js';

/**
 * Who looks on while the fold works: sees what no result keeps. What it is told, and in which order, does not depend on how the
 * records are cut into batches, except that one stretch of records may be told in several.
 */
export interface StepWatch {
  /**
   * A step begins with the state's last record, which no half has been given yet; `before` is the one before it. `began_second`, in
   * test time, is null where the source does not tell when the step began.
   */
  began?(state: CyclingState, kind: EdgeKind, before: LastRecord | null, began_second: number | null): void;
  /**
   * Records `from` … `to` − 1 were added to the running step. `columns` need not be the batch's: a record that was kept back
   * comes with its own. Its `integrals`, `passed` and `held` hold what the fold made of each of these records.
   */
  added(step: Step, columns: RecordColumns, from: number, to: number): void;
  /** The running step is over; the state is as its last record left it. */
  closing(state: CyclingState): void;
  /** A cycle completed, or ended without one of its halves. */
  completed?(cycle: CycleSummary): void;
  /** A record's time is that of the one before, or earlier: it counts for nothing, or the clock has begun again with it. */
  misclocked?(reason: 'repeated' | 'backward' | 'restarted', columns: RecordColumns, row: number): void;
}

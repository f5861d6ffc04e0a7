import type { RecordColumns } from './record-columns.js';
import type { CyclingState, EdgeKind, LastRecord, Step } from './state.js';

/** Who looks on while the fold works: sees what no result keeps. */
export interface StepWatch {
  /**
   * A step begins with the state's last record, which no half has been given yet; `before` is the one before it. `began_second`, in
   * test time, is null where the source does not tell when the step began.
   */
  began?(state: CyclingState, kind: EdgeKind, before: LastRecord | null, began_second: number | null): void;
  /** Records `from` … `to` − 1 were added to the running step; `columns.integrals` holds what it had passed at each. */
  added(step: Step, columns: RecordColumns, from: number, to: number): void;
  /** The running step is over; the state is as its last record left it. */
  closing(state: CyclingState): void;
}

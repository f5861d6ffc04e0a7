import type { RecordColumns } from './record-columns.js';
import type { CyclingState, Step } from './state.js';

/** Who looks on while the fold works: sees what no result keeps. */
export interface StepWatch {
  /** Records `from` … `to` − 1 were added to the running step; `columns.integrals` holds what it had passed at each. */
  added(step: Step, columns: RecordColumns, from: number, to: number): void;
  /** The running step is over; the state is as its last record left it. */
  closing(state: CyclingState): void;
}

import type { Fault } from './fault-of.js';

/**
 * What was the matter with a cell, and when: by cycles, by seconds, or by both. A label without `fault` is of a time that looks
 * bad and is not: nothing may fire there.
 */
export interface Label {
  cell_id: string;
  fault: Fault | null;
  /** In the words of whoever labelled it. */
  name: string;
  first_cycle: number | null;
  last_cycle: number | null;
  began_at_unix_second: number | null;
  /** Null while it lasts. */
  ended_at_unix_second: number | null;
}

/** How far from its label an alert may be: before it, for labels are drawn by people, and after it, for rules need to see it. */
export interface Tolerance {
  cycles_before: number;
  cycles_after: number;
  seconds_before: number;
  seconds_after: number;
}

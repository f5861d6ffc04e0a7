import type { CyclePurpose } from '@cellwatch/events';
import { firstDirection } from './first-direction.js';
import { cyclePurpose } from './purpose.js';
import { openHalf } from './run.js';
import type { CyclingState, Half, OpenCycle } from './state.js';

/** To what the running step adds. */
export interface RunningHalf {
  half: Half;
  /** It is the open half; else an excursion that may still become one, or come to nothing. */
  established: boolean;
  /** Number of its cycle in the cell's life: of the cycle that it would begin where it is not yet established. */
  derived_cycle_count: number;
  /** What that cycle is for, by what is known so far. */
  purpose: CyclePurpose;
}

/** The half or excursion that the running step adds to; null before the first load. */
export function runningHalf(state: CyclingState): RunningHalf | null {
  const { facts, cycle, excursion, life } = state;
  const open = openHalf(state);
  if (!excursion) {
    if (!cycle || !open) return null;
    const { derived_cycle_count } = cycle;
    return { half: open, established: true, derived_cycle_count, purpose: cyclePurpose(facts, cycle) };
  }
  const { half, apart } = excursion;
  const isFirst = half.direction === firstDirection(facts);
  const follows: OpenCycle =
    cycle && !isFirst && !apart
      ? { ...cycle, second: half }
      : { derived_cycle_count: life.next_cycle_count ?? (isFirst ? 1 : 0), first: half, second: null };
  const { derived_cycle_count } = follows;
  return { half, established: false, derived_cycle_count, purpose: cyclePurpose(facts, follows) };
}

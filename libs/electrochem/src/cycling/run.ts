import type { CycleFlag, CycleSummary, RecordBatch } from '@cellwatch/events';
import type { OpenHalf } from './open-half.js';
import type { RecordColumns } from './record-columns.js';
import type { CyclingState, Half } from './state.js';
import type { StepWatch } from './step-watch.js';

/** One call of the fold: its state, its batch, and what it has found so far. */
export interface Run {
  state: CyclingState;
  batch: RecordBatch;
  columns: RecordColumns;
  completed: CycleSummary[];
  /** The open cycle is not what it was before this batch. */
  changed: boolean;
  dropped: number;
  onRecord: ((half: OpenHalf, row: number) => void) | undefined;
  watch?: StepWatch | undefined;
}

/** The half or excursion that records now belong to. */
export function owner({ excursion, cycle }: CyclingState): Half | null {
  return excursion?.half ?? openHalf({ cycle });
}

/** The half that counts, whatever an excursion may still become. */
export function openHalf({ cycle }: Pick<CyclingState, 'cycle'>): Half | null {
  return cycle && (cycle.second ?? cycle.first);
}

export function flag(run: Run, name: CycleFlag): void {
  const half = owner(run.state);
  if (!half || half.flags.includes(name)) return;
  flagHalf(half, name);
  run.changed = true;
}

export function flagHalf(half: Half, name: CycleFlag): void {
  if (!half.flags.includes(name)) half.flags.push(name);
}

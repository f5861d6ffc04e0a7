import type { FoldedCell } from './cell.js';

/** A partition that this reader holds: where it goes on, and the state of every cell in it. */
export interface HeldPartition<State> {
  partition: number;
  next: number;
  cells: Map<string, FoldedCell<State>>;
  /** Runs `work` when no other work of this partition runs: slices and refolds take turns. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function heldPartition<State>(partition: number, next: number): HeldPartition<State> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    partition,
    next,
    cells: new Map(),
    alone(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

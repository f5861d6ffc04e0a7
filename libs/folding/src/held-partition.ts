import { partitionCount } from '@cellwatch/events';
import type { FoldedCell } from './cell.js';
import type { Result } from './fold.js';

/** At the latest after so long what was folded is saved: what a crash makes us fold and publish again. */
const save_every_ms = 2_000;

/** A partition that this reader holds: where it goes on, the state of every cell in it, and what of it is in memory alone. */
export interface HeldPartition<State> {
  partition: number;
  /** The committed position. */
  next: number;
  /** Messages below it are folded and their results published; those between the two would be taken again after a crash. */
  folded: number;
  cells: Map<string, FoldedCell<State>>;
  /** Cells whose state has changed since it was saved. */
  touched: Set<string>;
  /** By their key, the newest provisional results, to be published before the checkpoint that knows their records. */
  provisional: Map<string, Result>;
  /** The commit under way; null when there is none. One that failed stays, with why: only `start` can load the partition right again. */
  saving: Promise<void> | null;
  failure: { error: unknown } | null;
  /** It is held no more, and what is in memory may be ahead of what is published: nothing of it may be saved. */
  gone: boolean;
  /** In which stretch of time it was saved last. */
  saved_in: number;
  /** Runs `work` when no other work of this partition runs: slices and refolds take turns. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function heldPartition<State>(partition: number, next: number): HeldPartition<State> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    partition,
    next,
    folded: next,
    cells: new Map(),
    touched: new Set(),
    provisional: new Map(),
    saving: null,
    failure: null,
    gone: false,
    saved_in: stretchOf(partition),
    alone(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** The stretch of time that this is for the partition. Each partition's begin at another moment, so that they do not all save at once. */
export function stretchOf(partition: number): number {
  return Math.floor(Date.now() / save_every_ms + partition / partitionCount);
}

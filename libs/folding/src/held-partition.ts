import { partitionCount } from '@cellwatch/events';
import type { FoldedCell } from './cell.js';
import type { Result } from './fold.js';

/** Not more often than this is a busy partition saved. */
const save_every_ms = 2_000;
/** Many cells are saved the less often: a checkpoint takes some 8 kB, and so many are written in a second, of all partitions. */
const checkpoints_per_second = 240;
/** At the latest after so long what was folded is saved: what a crash makes us fold and publish again. */
const save_within_ms = 10_000;

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
  /** By the monotonic clock, when what was folded since the last time must be saved, idle or not. */
  due_at_ms: number;
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
    due_at_ms: nextSave(partition, 0),
    alone(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** When a partition is saved again of which so many cells were saved now: each partition at another moment, not all at once. */
export function nextSave(partition: number, cells: number): number {
  const phase = partition / partitionCount;
  const rest_ms = (cells * partitionCount * 1_000) / checkpoints_per_second;
  const earliest = performance.now() + Math.min(rest_ms, save_within_ms - save_every_ms);
  return (Math.floor(earliest / save_every_ms - phase) + 1 + phase) * save_every_ms;
}

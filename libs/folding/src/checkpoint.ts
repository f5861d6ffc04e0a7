import type { Checkpoint } from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';
import type { Fold, Result } from './fold.js';

type Saved<State> = Pick<FoldedCell<State>, 'facts_version' | 'revision' | 'state'> & {
  /** Absent from what was saved before there were such. */
  version?: string;
  bookings?: number;
};

export function checkpointOf<Input, State, R extends Result>(
  cell: FoldedCell<State>,
  partition: number,
  { topic, version }: Fold<Input, State, R>,
): Checkpoint {
  const { facts_version, bookings, revision, state } = cell;
  const saved: Saved<State> = { version, facts_version, bookings, revision, state };
  return {
    cell_id: cell.cell_id,
    partition,
    covers: { [topic]: cell.covers },
    state: JSON.stringify(saved),
    dirty: cell.dirty === null ? null : { [topic]: cell.dirty },
    stalled: cell.stalled,
  };
}

/** State of another version says nothing to this one: such a cell comes dirty, to be folded again from the tables. */
export function cellOf<Input, State, R extends Result>(
  checkpoint: Checkpoint,
  moved_tests: ReadonlySet<string>,
  fold: Fold<Input, State, R>,
): FoldedCell<State> {
  const { version, facts_version, bookings = 0, revision, state } = JSON.parse(checkpoint.state) as Saved<State>;
  const { cell_id, stalled } = checkpoint;
  const covers = checkpoint.covers[fold.topic];
  const dirty = checkpoint.dirty?.[fold.topic] ?? null;
  const cell = { cell_id, facts_version, bookings, moved_tests, covers, barrier: null, stalled };
  if (version === fold.version) return { ...cell, revision, state, dirty };
  const initial = fold.initial({ cell_id, facts_version });
  return { ...cell, revision: 1, state: initial, dirty: stalled === null ? covers : dirty };
}

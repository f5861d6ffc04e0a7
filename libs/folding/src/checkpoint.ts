import type { Checkpoint } from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';

export function checkpointOf<State>(cell: FoldedCell<State>, partition: number, topic: string): Checkpoint {
  const { facts_version, revision, state } = cell;
  return {
    cell_id: cell.cell_id,
    partition,
    covers: { [topic]: cell.covers },
    state: JSON.stringify({ facts_version, revision, state }),
    dirty: cell.dirty === null ? null : { [topic]: cell.dirty },
    stalled: cell.stalled,
  };
}

export function cellOf<State>(checkpoint: Checkpoint, topic: string): FoldedCell<State> {
  return {
    cell_id: checkpoint.cell_id,
    ...(JSON.parse(checkpoint.state) as Pick<FoldedCell<State>, 'facts_version' | 'revision' | 'state'>),
    covers: checkpoint.covers[topic],
    dirty: checkpoint.dirty?.[topic] ?? null,
    barrier: null,
    stalled: checkpoint.stalled,
  };
}

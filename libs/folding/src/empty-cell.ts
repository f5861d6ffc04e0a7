import type { CellFacts } from '@cellwatch/events';
import type { FoldedCell } from './cell.js';
import type { Fold, Result } from './fold.js';

/** A cell of which this reader has seen nothing. If a test was ever moved to it, its bookings tell that it must be folded again. */
export function emptyCell<Input, State, R extends Result>(
  fold: Fold<Input, State, R>,
  facts: CellFacts,
): FoldedCell<State> {
  return {
    cell_id: facts.cell_id,
    facts_version: facts.facts_version,
    bookings: 0,
    moved_tests: new Set(),
    revision: 1,
    state: fold.initial(facts),
    covers: 0,
    dirty: null,
    barrier: null,
    stalled: null,
  };
}

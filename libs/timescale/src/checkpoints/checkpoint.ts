/** A fold's state of one cell, together with the positions that it covers. */
export interface Checkpoint {
  cell_id: string;
  partition: number;
  /** Topic → next position that the state does not know yet. */
  covers: Record<string, number>;
  state: string;
  /** Topic → position that the store must pass before the cell is folded again from the tables; null when in order. */
  dirty: Record<string, number> | null;
  /** Why the cell is no longer folded; null when it is. */
  stalled: string | null;
}

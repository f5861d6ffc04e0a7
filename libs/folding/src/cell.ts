/** A cell as its reader holds it in memory. */
export interface FoldedCell<State> {
  cell_id: string;
  facts_version: string;
  /** Which tests were the cell's when it was last folded from the tables: another number, and it is folded again. */
  bookings: number;
  /** Tests under the cell's name that belong to another cell: the store sends them there, and here they are passed over. */
  moved_tests: ReadonlySet<string>;
  /** Of the results that follow in passing. */
  revision: number;
  state: State;
  /** Messages below this position are in `state`. */
  covers: number;
  /** The store must have passed this position before the cell is folded again from the tables; null when in order. */
  dirty: number | null;
  /** End of the results topic when the cell became dirty: what it published must be landed before it is compared with. */
  barrier: number | null;
  /** Why the cell is no longer folded; null when it is. */
  stalled: string | null;
}

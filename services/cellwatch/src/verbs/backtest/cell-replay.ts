import type { CellBacktest } from '@cellwatch/detection';
import type { CellFacts } from '@cellwatch/events';

/** A cell's history under each of some sets of rules, in their order. Plain JSON. */
export interface CellReplay {
  facts: CellFacts;
  results: CellBacktest[];
  /** The names of its files, without folders; none where it is stored. */
  files: string[];
}

import { readFacts, type PoolClient } from '@cellwatch/timescale';
import type { CellFacts } from '@cellwatch/events';
import type { Fold, Result } from './fold.js';

/** A cell folded anew, under the facts that hold now. */
export interface FoldedAnew<State, R extends Result> {
  facts: CellFacts;
  state: State;
  /** The last of each key, in order of their first. */
  results: R[];
  /** Its input was out of order where it is stored: what is here ends before that. */
  disordered: boolean;
}

/** Folds a cell from its first stored input to its last, as they are in the snapshot of `client`. Writes nothing. */
export async function foldStored<Input, State, R extends Result>(
  fold: Fold<Input, State, R>,
  client: PoolClient,
  cell_id: string,
): Promise<FoldedAnew<State, R>> {
  const facts = await readFacts(client, cell_id);
  const results = new Map<string, R>();
  let state = fold.initial(facts);
  let disordered = false;
  for await (const input of fold.stored(client, facts)) {
    const ready = fold.prepare ? await fold.prepare(state, input) : input;
    const evolved = fold.evolve(state, ready);
    ({ state, disordered } = evolved);
    for (const result of evolved.results) results.set(fold.key(result), result);
    if (disordered) break;
  }
  return { facts, state, results: [...results.values()], disordered };
}

import type { CellFacts } from '@cellwatch/events';
import type { PoolClient } from '@cellwatch/timescale';

/** What every result carries, so that a correction can be told from what it corrects. */
export interface Result {
  cell_id: string;
  revision: number;
  retracted: boolean;
}

/**
 * A pure fold of one topic and all that is needed to run it live: how to read its input from a message, and how to read the
 * same input again, in order, from the tables when a record came late.
 *
 * `State` is plain JSON: it must survive JSON.stringify and JSON.parse unchanged.
 */
export interface Fold<Input, State, R extends Result> {
  /** Names the reader: its group, its positions, its checkpoints. */
  reader: string;
  topic: string;
  /** Of `State` and of all arithmetic behind it: what was saved under another one is not evolved but folded again. */
  version: string;
  resultsTopic: string;
  /** Throws what `isBad` knows for bytes that are not ours. */
  decode(value: Uint8Array): Input;
  isBad(error: unknown): boolean;
  /** Whose input it is. */
  cell(input: Input): string;
  /** Which test it is of, where the input is records: of a test that was moved, what comes under the old cell is passed over. */
  test?(input: Input): string;
  initial(facts: CellFacts): State;
  /**
   * What an input needs done before it can be folded and takes too long for the event loop: it is awaited, elsewhere, and gives
   * the input that `evolve` gets. Of the state and the input alone, as `evolve`, and it leaves both as they are. Where it throws,
   * `evolve` has thrown.
   */
  prepare?(state: State, input: Input): Promise<Input>;
  /** May reuse `state`. `disordered`: this input cannot be folded in passing; the cell is folded again from the tables. */
  evolve(state: State, input: Input): { state: State; results: R[]; disordered: boolean };
  /**
   * Whether a later result of the same key will stand for this one, so that it may be held back for some seconds and be left
   * out if the later one comes meanwhile. None is by default.
   */
  isProvisional?(result: R): boolean;
  /**
   * What it tells that so much time has passed, when all that was published before is in the state. May not change `state`. Of a cell that was
   * folded again it is asked once more, with what it replaces: the state, and what is published; `unix_second` is null where no
   * tick fits what was read.
   */
  ticked?(
    state: State,
    unix_second: number | null,
    before?: { state: State; published: readonly R[] },
  ): { state: State; results: R[] };
  /** A cell's whole input in order, as landed, in the snapshot of `client`. */
  stored(client: PoolClient, facts: CellFacts): AsyncIterable<Input>;
  /** What is stored are results, which land one after the other: out of order there, some corrections are still to come. */
  storedMaySettle?: boolean;
  /** What is published for the cell under these facts: the highest revision of each key, retracted ones included. */
  published(client: PoolClient, facts: CellFacts): Promise<R[]>;
  /** The natural key of a result, without its revision. */
  key(result: R): string;
}

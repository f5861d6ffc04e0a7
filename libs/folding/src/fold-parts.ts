import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';
import type { Fold, Result } from './fold.js';

/** What a fold is run with. */
export interface FoldParts<Input, State, R extends Result> {
  stream: Stream;
  pool: Pool;
  fold: Fold<Input, State, R>;
  log: (event: string, detail: object) => void;
}

import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';

/** What the store lands with. */
export interface LandingParts {
  stream: Stream;
  pool: Pool;
  log: (event: string, detail: object) => void;
}

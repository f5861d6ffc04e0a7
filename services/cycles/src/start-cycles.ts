import { definitionVersion } from '@cellwatch/electrochem';
import { startFold, type RunningFold } from '@cellwatch/folding';
import type { Stream } from '@cellwatch/stream';
import { acceptFirstDefinition, openPool } from '@cellwatch/timescale';
import { cyclesFold } from './cycles-fold.js';

export interface CyclesParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
}

/** Folds records into cycles. */
export async function startCycles({ stream, database_url, log }: CyclesParts): Promise<RunningFold> {
  const pool = openPool(database_url);
  await acceptFirstDefinition(pool, definitionVersion);
  const fold = await startFold({ stream, pool, fold: cyclesFold, log });
  return {
    ...fold,
    async stop() {
      await fold.stop();
      await pool.end();
    },
  };
}

import { cachedFit, startFitter } from '@cellwatch/fitting';
import { startFold, type RunningFold } from '@cellwatch/folding';
import type { Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { resistanceFold } from './resistance-fold.js';

export interface ResistanceParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
}

/** Folds impedance spectra into resistances and their trends. */
export async function startResistance({ stream, database_url, log }: ResistanceParts): Promise<RunningFold> {
  const pool = openPool(database_url);
  const fitter = startFitter();
  const fold = await startFold({ stream, pool, fold: resistanceFold(cachedFit(fitter.fit)), log });
  return {
    ...fold,
    async stop() {
      await fold.stop();
      await fitter.stop();
      await pool.end();
    },
  };
}

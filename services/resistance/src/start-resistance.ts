import { cachedFit, startFitter } from '@cellwatch/fitting';
import { startFold } from '@cellwatch/folding';
import type { ReadingProgress, Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { pulsesFold } from './pulses-fold.js';
import { resistanceFold } from './resistance-fold.js';

export interface ResistanceParts {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
}

export interface RunningResistance {
  failed: Promise<never>;
  progress(): ReadingProgress[];
  stop(): Promise<void>;
}

/** Folds impedance spectra into resistances and their trends, and records into the resistances of pulses: two readers, never one series. */
export async function startResistance({ stream, database_url, log }: ResistanceParts): Promise<RunningResistance> {
  const pool = openPool(database_url);
  const fitter = startFitter();
  const folds = [
    await startFold({ stream, pool, fold: resistanceFold(cachedFit(fitter.fit)), log }),
    await startFold({ stream, pool, fold: pulsesFold, log }),
  ];
  return {
    failed: Promise.race(folds.map((fold) => fold.failed)),
    progress: () => folds.flatMap((fold) => fold.progress()),
    async stop() {
      for (const fold of folds) await fold.stop();
      await fitter.stop();
      await pool.end();
    },
  };
}

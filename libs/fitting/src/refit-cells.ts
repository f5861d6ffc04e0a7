import type { Pool } from '@cellwatch/timescale';
import { refitCell } from './refit-cell.js';
import type { CellRefit } from './refit-spectra.js';
import type { Fitter } from './start-fitter.js';

/** Refits cells, as many at once as there are threads, and gives each as soon as it and those before it are done. */
export async function* refitCells(
  pool: Pool,
  { fit, threads }: Fitter,
  cell_ids: readonly string[],
  circuit: string,
  signal?: AbortSignal,
): AsyncGenerator<CellRefit> {
  const waiting = [...cell_ids];
  const running: Promise<CellRefit>[] = [];
  const next = () => {
    const cell_id = waiting.shift();
    if (cell_id === undefined) return;
    const refit = refitCell(pool, fit, cell_id, circuit, signal);
    // It is awaited in its turn.
    refit.catch(() => undefined);
    running.push(refit);
  };
  for (let at = 0; at < threads; at++) next();
  for (let first = running.shift(); first; first = running.shift()) {
    const refit = await first;
    next();
    yield refit;
  }
}

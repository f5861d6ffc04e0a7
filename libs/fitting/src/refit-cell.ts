import type { CellSpectrum } from '@cellwatch/events';
import type { Fit } from '@cellwatch/impedance';
import { inSnapshot, readCellSpectra, readFacts, readResistances, type Pool } from '@cellwatch/timescale';
import { refitSpectra, type CellRefit } from './refit-spectra.js';

/** Refits what is stored of a cell, as of one moment. Changes nothing. */
export async function refitCell(
  pool: Pool,
  fit: Fit,
  cell_id: string,
  circuit: string,
  signal?: AbortSignal,
): Promise<CellRefit> {
  // Read whole first: fits take their time, and a snapshot that stays open holds up the database.
  const stored = await inSnapshot(pool, async (client) => {
    const spectra: CellSpectrum[] = [];
    for await (const spectrum of readCellSpectra(client, cell_id)) spectra.push(spectrum);
    return { facts: await readFacts(client, cell_id), spectra, current: await readResistances(client, cell_id) };
  });
  return refitSpectra(fit, stored, circuit, signal);
}

import type { CellSpectrum } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** One spectrum of a cell with its points, taken back or not; undefined where none of that name has landed. */
export async function readSpectrum(
  client: Queryable,
  cell_id: string,
  spectrum_id: string,
): Promise<CellSpectrum | undefined> {
  const { rows } = await client.query<{ spectrum: CellSpectrum }>(
    `select to_json(spectra) as spectrum from spectra where cell_id = $1 and spectrum_id = $2`,
    [cell_id, spectrum_id],
  );
  return rows[0]?.spectrum;
}

import type { CellSpectrum } from '@cellwatch/events';
import type { PoolClient } from 'pg';

const spectraInRead = 64;

/** A cell's spectra as landed and not taken back, in order: by time, those without one first, among them by cycle; then by name. */
export async function* readCellSpectra(client: PoolClient, cell_id: string): AsyncGenerator<CellSpectrum> {
  const { rows: names } = await client.query<{ spectrum_id: string }>(
    `select spectrum_id from spectra where cell_id = $1 and not retracted
    order by measured_at_unix_second nulls first,
      case when measured_at_unix_second is null then derived_cycle_count end nulls first, spectrum_id collate "C"`,
    [cell_id],
  );
  for (let at = 0; at < names.length; at += spectraInRead) {
    const { rows } = await client.query<{ spectrum: CellSpectrum }>(
      `select to_json(spectra) as spectrum
      from unnest($2::text[]) with ordinality as wanted (spectrum_id, place) join spectra using (spectrum_id)
      where cell_id = $1
      order by place`,
      [cell_id, names.slice(at, at + spectraInRead).map(({ spectrum_id }) => spectrum_id)],
    );
    for (const { spectrum } of rows) yield spectrum;
  }
}

import type { CellSpectrum } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/** Lands spectra: of one that comes again the higher revision holds, and of equal ones the larger content. A repeat is a no-op. */
export async function landSpectra(client: PoolClient, spectra: readonly CellSpectrum[]): Promise<void> {
  if (spectra.length === 0) return;
  await landCells(
    client,
    spectra.map(({ cell_id }) => cell_id),
  );
  await client.query(
    `insert into spectra
    select distinct on (cell_id, spectrum_id) come.*
    from json_populate_recordset(null::spectra, $1::json) as come
    order by cell_id, spectrum_id, come desc
    on conflict (cell_id, spectrum_id) do update set
      revision = excluded.revision,
      retracted = excluded.retracted,
      derived_cycle_count = excluded.derived_cycle_count,
      state_of_charge = excluded.state_of_charge,
      voltage_volt = excluded.voltage_volt,
      direction = excluded.direction,
      temperature_celsius = excluded.temperature_celsius,
      rest_second = excluded.rest_second,
      specimen = excluded.specimen,
      instrument = excluded.instrument
    where (spectra.*) < (excluded.*)`,
    [JSON.stringify(spectra)],
  );
}

import type { CellSpectrum } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

type Points = 'frequency_hertz' | 'real_impedance_ohm' | 'imaginary_impedance_ohm';

/** A spectrum that has landed; its points are read apart. */
export interface LandedSpectrum extends Omit<CellSpectrum, Points | 'retracted'> {
  points: number;
}

/** The spectra of a cell that were not taken back, in order, without their points. */
export async function readSpectra(client: Queryable, cell_id: string): Promise<LandedSpectrum[]> {
  const { rows } = await client.query<LandedSpectrum>(
    `select
      cell_id, spectrum_id, revision, measured_at_unix_second, derived_cycle_count, state_of_charge, voltage_volt, direction,
      temperature_celsius, rest_second, specimen, instrument, cardinality(frequency_hertz) as points
    from spectra
    where cell_id = $1 and not retracted
    order by measured_at_unix_second nulls first,
      case when measured_at_unix_second is null then derived_cycle_count end nulls first, spectrum_id collate "C"`,
    [cell_id],
  );
  return rows;
}

import { unixSecondOf, type FileSpectrum, type SpectraRead } from '@cellwatch/cyclers';
import { DeclarationError, declareSpectrum, type CellSpectrum } from '@cellwatch/events';

export interface FileSpectra {
  spectra: CellSpectrum[];
  /** Of sweeps and rows that were not taken: why. */
  refused: { line: number; message: string }[];
}

/** The sweeps of a file as spectra of a cell. The count of cycles is the file's. */
export function fileSpectra(
  file: SpectraRead,
  { cell_id, area_cm2, time_zone }: { cell_id: string; area_cm2: number | null; time_zone: string },
): FileSpectra {
  const refused = file.set_aside.map(({ rows, message, first_line }) => ({
    line: first_line,
    message: `${rows} rows from line ${first_line}: ${message}`,
  }));
  const spectra: CellSpectrum[] = [];
  for (const sweep of file.spectra) {
    try {
      spectra.push(spectrumOf(sweep, { cell_id, area_cm2, time_zone, alone: file.spectra.length === 1 }));
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      const line = sweep.meta.first_line;
      refused.push({ line, message: `line ${line}: ${error.message}` });
    }
  }
  return { spectra, refused };
}

function spectrumOf(
  { meta, impedance_unit, ...points }: FileSpectrum,
  known: { cell_id: string; area_cm2: number | null; time_zone: string; alone: boolean },
): CellSpectrum {
  const { measured_at, test_time_second } = meta;
  if (impedance_unit === 'ohm_cm2' && known.area_cm2 === null)
    throw new DeclarationError('the header says Ω·cm², expected area_cm2 in the facts of the cell', []);
  const divisor = impedance_unit === 'ohm_cm2' ? known.area_cm2! : 1;
  // One time for many sweeps is nobody's: they stand in order of cycles then.
  const began = measured_at === null ? null : unixSecondOf(measured_at, known.time_zone);
  const offset = test_time_second ?? (known.alone ? 0 : null);
  return declareSpectrum({
    cell_id: known.cell_id,
    measured_at_unix_second: began === null || offset === null ? null : began + offset,
    derived_cycle_count: meta.cycle_count,
    voltage_volt: meta.voltage_volt,
    temperature_celsius: meta.temperature_celsius,
    instrument: meta.instrument ?? meta.source_format,
    frequency_hertz: Array.from(points.frequency_hertz),
    real_impedance_ohm: Array.from(points.real_impedance_ohm, (ohm) => ohm / divisor),
    imaginary_impedance_ohm: Array.from(points.imaginary_impedance_ohm, (ohm) => ohm / divisor),
  });
}

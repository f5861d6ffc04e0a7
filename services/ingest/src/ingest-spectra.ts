import { basename } from 'node:path';
import {
  openCyclerReader,
  readSpectra,
  unixSecondOf,
  type FileSpectrum,
  type ReadOptions,
  type SpectraRead,
  type SpectraRefused,
} from '@cellwatch/cyclers';
import { DeclarationError, declareSpectrum, encodeResult, topics, type CellSpectrum } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { openBytes, UnreadableError } from './open-bytes.js';

export interface SpectraTaken {
  cell_id: string;
  /** Their names. */
  spectrum_ids: string[];
  /** Of sweeps and rows that were not taken: why. */
  refused: string[];
  /** The file is a cycler's as well, and its records are still to be taken. */
  has_records: boolean;
}

export interface SpectraTaking extends ReadOptions {
  /** Of the cell by its name; null where it is not declared. */
  areaOf(cell_id: string): Promise<number | null>;
}

const inPublish = 64;

/**
 * Takes the impedance sweeps of a file into the stream; null where it has none, by its first part: then it is left alone. Without
 * a cell's name the file's own word for what was measured is it. The count of cycles is the file's.
 */
export async function ingestSpectra(
  stream: Stream,
  path: string,
  options: SpectraTaking,
): Promise<SpectraTaken | null> {
  const { date_order } = options;
  const file_name = basename(path);
  const bytes = await bytesWhile(path, (head) => mayHoldSweeps(readSpectra(head, { file_name, date_order })));
  const file = bytes && readSpectra(bytes, { file_name, date_order });
  if (!file || file.kind === 'refused') return null;
  const cell_id = options.cell_id ?? file.spectra[0].meta.specimen;
  const area_cm2 = await options.areaOf(cell_id);
  const refused = file.set_aside.map(
    ({ rows, message, first_line }) => `${rows} rows from line ${first_line}: ${message}`,
  );
  const taken: CellSpectrum[] = [];
  for (const sweep of file.spectra) {
    try {
      taken.push(
        spectrumOf(sweep, { cell_id, area_cm2, time_zone: options.time_zone, alone: file.spectra.length === 1 }),
      );
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      refused.push(`line ${sweep.meta.first_line}: ${error.message}`);
    }
  }
  for (let at = 0; at < taken.length; at += inPublish)
    await stream.publish(
      taken
        .slice(at, at + inPublish)
        .map((spectrum) => ({ topic: topics.spectra, key: cell_id, value: encodeResult(spectrum) })),
    );
  const reader = openCyclerReader({ ...options, live: false });
  const has_records = [...reader.write(bytes), ...reader.end()].some((reading) => reading.kind === 'batch');
  return { cell_id, spectrum_ids: taken.map(({ spectrum_id }) => spectrum_id), refused, has_records };
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

/** A first part may end before the first point. */
function mayHoldSweeps(head: SpectraRead | SpectraRefused): boolean {
  return head.kind === 'spectra' || !['not_impedance', 'unknown_format', 'empty', 'binary'].includes(head.reason);
}

/** All bytes of a file, if `goesOn` is true of its first part; null where it is not, or where the file breaks. */
async function bytesWhile(path: string, goesOn: (head: Uint8Array) => boolean): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of openBytes(path).chunks) {
      chunks.push(chunk);
      if (chunks.length === 1 && !/\.mpr(\.gz)?$/i.test(path) && !goesOn(chunk)) return null;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return null;
  }
  return Buffer.concat(chunks);
}

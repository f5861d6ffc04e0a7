import { basename } from 'node:path';
import { readSpectra, type ReadOptions } from '@cellwatch/cyclers';
import type { CellSpectrum } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { fileSpectra } from './file-spectra.js';
import { holdsRecords } from './holds-records.js';
import { publishSpectra } from './publish-spectra.js';
import { spectraBytes } from './spectra-bytes.js';

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

/**
 * Takes the impedance sweeps of a file into the stream; null where it has none, by its first part: then it is left alone. Without
 * a cell's name the file's own word for what was measured is it.
 */
export async function ingestSpectra(
  stream: Stream,
  path: string,
  options: SpectraTaking,
): Promise<SpectraTaken | null> {
  const read = await readFileSpectra(path, options);
  if (!read) return null;
  const { bytes, cell_id, spectra, refused } = read;
  await publishSpectra(stream, spectra);
  return {
    cell_id,
    spectrum_ids: spectra.map(({ spectrum_id }) => spectrum_id),
    refused,
    has_records: holdsRecords(bytes, options),
  };
}

/** What a file's sweeps are as spectra of their cell, as they are imported; null where it has none. Publishes nothing. */
export async function readFileSpectra(
  path: string,
  options: SpectraTaking,
): Promise<{ bytes: Uint8Array; cell_id: string; spectra: CellSpectrum[]; refused: string[] } | null> {
  const naming = { file_name: basename(path), date_order: options.date_order };
  const bytes = await spectraBytes(path, naming);
  const file = bytes && readSpectra(bytes, naming);
  if (!file || file.kind === 'refused') return null;
  const cell_id = options.cell_id ?? file.spectra[0].meta.specimen;
  const { time_zone } = options;
  const { spectra, refused } = fileSpectra(file, { cell_id, area_cm2: await options.areaOf(cell_id), time_zone });
  return { bytes, cell_id, spectra, refused: refused.map(({ message }) => message) };
}

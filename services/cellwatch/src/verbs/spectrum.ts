import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readSpectra, type FileSpectrum, type SpectraRead } from '@cellwatch/cyclers';
import { fitSpectrum, type SpectrumResult } from '@cellwatch/impedance';
import { openBytes, UnreadableError } from '@cellwatch/ingest';
import { exitCodes, UserError } from '../exit-codes.js';
import { readCellOption } from '../read-cell-option.js';
import { refuseCircuit } from '../refuse-circuit.js';
import { writeOut } from '../write-out.js';
import { spectraTable } from './spectrum/spectra-table.js';
import { spectraTrends } from './spectrum/spectra-trends.js';
import { spectrumPicture } from './spectrum/spectrum-picture.js';
import { spectrumText } from './spectrum/spectrum-text.js';

export interface SpectrumOptions {
  circuit: string;
  cell?: string;
  area?: number;
  concentration?: number;
  temperature?: number;
  dateOrder?: 'mdy' | 'dmy';
  format: 'text' | 'json';
  plot?: string;
}

/** Beyond it no instrument's export goes; the reader refuses it. */
const mostBytes = 257 * 1024 * 1024;

/** Prints what a file's impedance sweeps say: whether they can be believed, the circuit's parameters ± 1σ, and what to mend. */
export async function spectrum(path: string, options: SpectrumOptions): Promise<number> {
  refuseCircuit(options.circuit);
  const facts = await readCellOption(options.cell);
  const area = options.area ?? facts?.area_cm2 ?? null;
  const file = readSpectra(await bytesOf(path), { file_name: basename(path), date_order: options.dateOrder });
  if (file.kind === 'refused')
    throw new UserError(`${path}${file.line > 0 ? `:${file.line}` : ''}: ${file.reason}: ${file.message}`);
  const { spectra, set_aside, notes } = file;
  for (const { reason, rows, first_line, message } of set_aside)
    process.stderr.write(`${path}:${first_line}: ${rows} ${rows === 1 ? 'row' : 'rows'} set aside: ${reason}: ${message}\n`); // prettier-ignore
  for (const note of notes) process.stderr.write(`${path}: ${note}\n`);

  const results = fitAll(spectra, area, options);
  const trends = spectra.length > 1 ? spectraTrends(spectra, results) : [];
  await writeOut(options.format === 'json' ? json(file, results, trends) : text(path, file, results, trends));
  if (options.plot !== undefined) await writePlot(options.plot, path, spectra, results, area);
  return allTaken(file, results) ? exitCodes.ok : exitCodes.someRefused;
}

/** Every fit starts from the last one that was accepted, and is held against it. */
function fitAll(spectra: FileSpectrum[], area_cm2: number | null, options: SpectrumOptions): SpectrumResult[] {
  let previous: SpectrumResult | null = null;
  let reference: number | null = null;
  const results: SpectrumResult[] = [];
  for (const sweep of spectra) {
    const result = fitSpectrum(
      { ...sweep, area_cm2 },
      {
        circuit: options.circuit,
        concentration_mol_per_cm3: options.concentration,
        temperature_celsius: options.temperature ?? sweep.meta.temperature_celsius,
        reference_warburg_coefficient_ohm_per_root_second: reference,
        previous,
      },
    );
    if (result.comparable) previous = result;
    reference ??= result.warburg_region?.warburg_coefficient_ohm_per_root_second.value ?? null;
    results.push(result);
  }
  return results;
}

function text(path: string, file: SpectraRead, results: SpectrumResult[], trends: ReturnType<typeof spectraTrends>) {
  const { spectra } = file;
  if (spectra.length === 1) return spectrumText(path, spectra[0], results[0]);
  return spectraTable(path, spectra, results, trends);
}

function json({ source_format, spectra, set_aside, notes }: SpectraRead, results: SpectrumResult[], trends: unknown[]) {
  const fitted = spectra.map(({ meta }, i) => ({ meta, result: results[i] }));
  return `${JSON.stringify({ source_format, set_aside, notes, spectra: fitted, trends }, null, 2)}\n`;
}

async function writePlot(
  out: string,
  path: string,
  spectra: FileSpectrum[],
  results: SpectrumResult[],
  area: number | null,
) {
  try {
    await writeFile(out, spectrumPicture(basename(path), spectra, results, area));
  } catch (error) {
    throw new UserError(`--plot ${out}: ${(error as Error).message}`);
  }
}

/** Rows outside a sweep are nobody's loss; broken ones, and sweeps without a result, are. */
function allTaken({ set_aside, notes }: SpectraRead, results: SpectrumResult[]): boolean {
  const broken = set_aside.some(({ reason }) => reason === 'not_a_number' || reason === 'truncated_row');
  return !broken && notes.length === 0 && results.every(({ verdict }) => verdict === 'accepted');
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of openBytes(path).chunks) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new UserError(`${path}: ${error.message}`);
  }
  return Buffer.concat(chunks);
}

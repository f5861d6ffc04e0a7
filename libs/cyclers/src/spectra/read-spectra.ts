import { decodeText } from '../decode-text.js';
import { bindSweep } from './bind-sweep.js';
import { completeImpedance } from './complete-impedance.js';
import { describeFile } from './describe-file.js';
import { spectrumLayouts } from './layouts.js';
import { plainTable } from './plain-table.js';
import { isMpr, readMpr } from './read-mpr.js';
import { isNpy, readNpy } from './read-npy.js';
import { readRows } from './read-rows.js';
import { refuseSpectra } from './refuse-spectra.js';
import { separateSpectra } from './separate-spectra.js';
import type { SpectrumLayout } from './spectrum-layout.js';
import type { FileSpectrum, RowsSetAside, SpectraOptions, SpectraRead, SpectraRefused } from './spectrum-reading.js';
import { unevenInFrequency } from './uneven-in-frequency.js';

/** A text beyond it is no file of sweeps that an instrument wrote. */
const mostBytes = 256 * 1024 * 1024;
const headLines = 60;

/**
 * Reads the impedance sweeps of a file: which format it is follows from its bytes, never from its name. Spectra are in the order
 * and with the numbers of the file, in Hz and Ω (or Ω·cm², where the header says so), imaginary part negative where capacitive by
 * the header's sign. What only the numbers can tell (order, a flipped sign, doubtful units) is for `checkSpectrum`.
 *
 * A file is refused with what was got, where, and what was expected: without a column of frequency, with more fields than names,
 * with a phase whose unit is neither declared nor proven. Rows that are no points are set aside and counted. Nothing is thrown.
 */
export function readSpectra(bytes: Uint8Array, options: SpectraOptions): SpectraRead | SpectraRefused {
  if (bytes.length === 0) return refuseSpectra('empty', 0, 'got no bytes, expected an impedance sweep');
  if (bytes.length > mostBytes)
    return refuseSpectra('too_large', 0, `got ${bytes.length} bytes, expected ${mostBytes} or less`);
  if (isMpr(bytes)) return readMpr(bytes, options);
  if (isNpy(bytes)) return readNpy(bytes, options);
  const binary = binaryReason(bytes);
  if (binary) return refuseSpectra('binary', 0, binary);
  const lines = decodeText(bytes)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  if (lines.every((line) => line.trim() === ''))
    return refuseSpectra('empty', 0, 'got no text, expected an impedance sweep');
  const head = lines.slice(0, headLines);
  const layouts = spectrumLayouts.filter(({ signature }) => head.some((line) => signature.test(line)));
  if (layouts.length > 1)
    return refuseSpectra('unknown_format', 0, `got the marks of ${layouts.map(({ title }) => title).join(' and of ')}, expected those of one`); // prettier-ignore
  if (layouts.length === 1) return readTables(layouts[0], lines, options);
  const plain = plainTable(head);
  if (plain === 'no_frequency')
    return refuseSpectra('no_frequency', 0, 'got columns of an impedance without one of frequency: a grid is never made up'); // prettier-ignore
  if (plain === null) return refuseSpectra('not_impedance', 0, `got "${shown(head)}", expected ${knownFormats}`);
  const { layout, at, header } = plain;
  const found = readTable(layout, lines, at, header ?? ['f', "Z'", "Z''"], header === null ? at : at + 1, options);
  if ('kind' in found) return found;
  const odd = header === null ? unevenInFrequency(found.spectra) : null;
  if (odd) return refuseSpectra('no_frequency', at + 1, odd);
  return whole(layout, [found], lines, options);
}

interface Found {
  spectra: FileSpectrum[];
  set_aside: RowsSetAside[];
  end: number;
}

function readTables(layout: SpectrumLayout, lines: string[], options: SpectraOptions): SpectraRead | SpectraRefused {
  const tables: Found[] = [];
  for (let at = 0; at < lines.length;) {
    if (layout.table) while (at < lines.length && !layout.table.test(lines[at])) at++;
    while (at < lines.length && !layout.header.test(lines[at])) at++;
    if (at >= lines.length) break;
    const match = layout.header.exec(lines[at])!;
    const header = (match[1] ?? lines[at]).split(layout.separator);
    const found = readTable(layout, lines, at, header, at + 1, options);
    if ('kind' in found) return found;
    tables.push(found);
    at = found.end;
  }
  if (tables.length === 0)
    return refuseSpectra('not_impedance', 0, `got a file of ${layout.title} without a table of impedance, expected the columns ${Object.keys(layout.columns).slice(0, 3).join(', ')}`); // prettier-ignore
  return whole(layout, tables, lines, options);
}

function readTable(
  layout: SpectrumLayout,
  lines: string[],
  at: number,
  header: string[],
  from: number,
  options: SpectraOptions,
): Found | SpectraRefused {
  const units = layout.unit_line ? (lines[from] ?? '').split(layout.separator) : null;
  let first = units ? from + 1 : from;
  while (layout.skip?.test(lines[first] ?? '')) first++;
  const bound = bindSweep(layout, header, units, at + 1);
  if ('kind' in bound) return bound;
  const rows = readRows(layout, bound, lines, first);
  if ('kind' in rows) return rows;
  const impedance = completeImpedance(bound, rows, at + 1);
  if ('kind' in impedance) return impedance;
  const meta = describeFile(layout, lines.slice(0, at), options);
  return {
    spectra: separateSpectra(rows, impedance, bound.impedance_unit, meta),
    set_aside: rows.set_aside,
    end: rows.end,
  };
}

function whole(
  layout: SpectrumLayout,
  tables: Found[],
  lines: string[],
  options: SpectraOptions,
): SpectraRead | SpectraRefused {
  const spectra = tables.flatMap((table) => table.spectra);
  const set_aside = tables.flatMap((table) => table.set_aside);
  if (spectra.length === 0)
    return refuseSpectra('no_points', set_aside[0]?.first_line ?? 0, `got no point of a sweep${set_aside[0] ? ` (${set_aside[0].message})` : ''}, expected rows of frequency and impedance`); // prettier-ignore
  const points = spectra.reduce((sum, { frequency_hertz }) => sum + frequency_hertz.length, 0);
  if (spectra.length > 1000 && points < 3 * spectra.length)
    return refuseSpectra('no_points', spectra[0].meta.first_line, `got ${spectra.length} sweeps of ${points} points in all: the column of cycles or numbers does not tell sweeps apart`); // prettier-ignore
  if (tables.length > 1) for (const [i, { meta }] of spectra.entries()) meta.spectrum_number = i + 1;
  const declared = describeFile(layout, lines.slice(0, spectra[0].meta.first_line), options).declared_points;
  const notes =
    declared !== null && declared > points
      ? [`the file declares ${declared} points and has ${points}: it was cut`]
      : [];
  return { kind: 'spectra', source_format: layout.source_format, spectra, set_aside, notes };
}

function binaryReason(bytes: Uint8Array): string | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'got gzip, expected text: unpack it first';
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return 'got a zip archive (.npz, .xlsx), expected text, or one array saved as .npy';
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5)
    return 'got a Python pickle, which would be run to be read: save its array as .npy, or as text';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return 'got UTF-16 text, expected UTF-8 or a single-byte encoding: export or convert it so';
  const zero = bytes.subarray(0, 65536).indexOf(0);
  return zero < 0 ? null : `got a binary file (a zero byte at offset ${zero}), expected text`;
}

function shown(lines: readonly string[]): string {
  const line = lines.find((text) => text.trim() !== '') ?? '';
  return line.replace(/[\x00-\x1f\x7f]+/g, ' ').trim().slice(0, 100); // prettier-ignore
}

const knownFormats = `a sweep of one of: BioLogic .mpr; NumPy .npy; ${spectrumLayouts.map(({ title }) => title).join('; ')}; or a table with frequency, real and imaginary part`;

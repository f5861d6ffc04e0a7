import type { FileMeta } from './describe-file.js';
import { mprLayout } from '../mpr/mpr-columns.js';
import { mprColumnNumbers, mprModules, mprPointsAt, mprText, type MprModule } from '../mpr/mpr-modules.js';
import { refuseSpectra } from './refuse-spectra.js';
import { separateSpectra } from './separate-spectra.js';
import type { RowsSetAside, SpectraOptions, SpectraRead, SpectraRefused } from './spectrum-reading.js';

export function isMpr(bytes: Uint8Array): boolean {
  return mprText(bytes, 0, 22) === 'BIO-LOGIC MODULAR FILE';
}

/**
 * Reads the sweeps of a BioLogic .mpr as its text export shows them: the same numbers, to the digits that it prints, eight of a single-precision
 * value, points of frequency 0 set aside. The `line` of a point is its place among the points, from 1.
 */
export function readMpr(bytes: Uint8Array, options: SpectraOptions): SpectraRead | SpectraRefused {
  try {
    return readModules(bytes, options);
  } catch (error) {
    // Lengths and offsets in a broken file may point anywhere.
    if (!(error instanceof RangeError)) throw error;
    return refuseSpectra('binary', 0, `got a .mpr that ends before what it announces, expected a whole file`);
  }
}

function readModules(bytes: Uint8Array, options: SpectraOptions): SpectraRead | SpectraRefused {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const modules = mprModules(bytes, view);
  const data = modules.find(({ name }) => name === 'VMP data');
  if (!data)
    return refuseSpectra('binary', 0, 'got a .mpr without a whole data module, expected one: the file was cut');
  const from = mprPointsAt[data.version];
  if (from === undefined)
    return refuseSpectra('unknown_format', 0, `got a .mpr with data of version ${data.version}, expected 2, 3, 10 or 11: export it as text`); // prettier-ignore
  const points = view.getUint32(data.at, true);
  const numbers = mprColumnNumbers(bytes, view, data);
  if (!numbers.includes(32))
    return refuseSpectra('not_impedance', 0, 'got a .mpr without the column freq/Hz, expected an impedance sweep');
  const layout = mprLayout(numbers);
  if (typeof layout === 'number')
    return refuseSpectra('unknown_format', 0, `got column ${layout} of a .mpr, whose width is not known: export it as text`); // prettier-ignore
  const { fields, width } = layout;
  if (from + points * width !== data.length)
    return refuseSpectra('unknown_format', 0, `got ${data.length - from} bytes for ${points} points of ${width}, expected ${points * width}: export it as text`); // prettier-ignore

  const read = (label: string): number[] | undefined => {
    const field = fields.get(label);
    if (!field) return undefined;
    const [kind, offset] = field;
    const at = (i: number) => data.at + from + i * width + offset;
    return Array.from({ length: points }, (_, i) =>
      Number(
        kind === 'f8' ? view.getFloat64(at(i), true).toPrecision(16) : view.getFloat32(at(i), true).toPrecision(8),
      ),
    );
  };
  const frequency = read('freq/Hz')!;
  const real = read('Re(Z)/Ohm');
  const turned = read('-Im(Z)/Ohm');
  if (!real || !turned)
    return refuseSpectra('columns_missing', 0, 'got a .mpr without Re(Z) and -Im(Z), expected both: export it as text');
  const kept = frequency.flatMap((f, i) => (f > 0 && (real[i] !== 0 || turned[i] !== 0) ? [i] : []));
  if (kept.length === 0) return refuseSpectra('no_points', 0, `got ${points} points, none of a frequency above 0`);
  const [number, time, voltage] = ['cycle number', 'time/s', '<Ewe>/V'].map((label) => {
    const column = read(label);
    return column && kept.map((i) => column[i]);
  });
  const pick = (column: number[]) => Float64Array.from(kept, (i) => column[i]);
  const rows = { values: { number, time, voltage }, lines: kept.map((i) => i + 1), set_aside: [], end: 0 };
  const impedance = { frequency: pick(frequency), real: pick(real), imaginary: pick(turned).map((value) => -value) };
  const spectra = separateSpectra(rows, impedance, 'ohm', describe(bytes, view, modules, options));
  const first = frequency.findIndex((f) => !(f > 0));
  const set_aside: RowsSetAside[] =
    kept.length === points
      ? []
      : [{ reason: 'no_frequency', rows: points - kept.length, first_line: first + 1, message: 'got frequency 0, expected one above 0: not a point of a sweep' }]; // prettier-ignore
  const notes = modules.some(({ name }) => name === 'VMP LOG')
    ? []
    : ['the file has no whole log: it was cut, and its start is not known'];
  return { kind: 'spectra', source_format: 'biologic.mpr.eis', spectra, set_aside, notes };
}

/** From the log: the file's first name, the device's serial number, and the start as a day number of the lab's clock. */
function describe(bytes: Uint8Array, view: DataView, modules: MprModule[], { file_name }: SpectraOptions): FileMeta {
  const log = modules.find(({ name, length }) => name === 'VMP LOG' && length >= 0x3d8);
  const pascal = (at: number) => (log ? mprText(bytes, log.at + at + 1, bytes[log.at + at]) : '');
  const days = log ? view.getFloat64(log.at + 0x249, true) - 25569 : NaN;
  const started = days > 3652 && days < 47482 ? new Date(Math.round(days * 86400) * 1000).toISOString() : null;
  const name = pascal(0x251).split(/[\\/]/).at(-1)!.replace(/\.mpr$/i, ''); // prettier-ignore
  const serial = pascal(0x3cf);
  return {
    source_format: 'biologic.mpr.eis',
    instrument: serial ? `BioLogic (SN ${serial})` : 'BioLogic',
    measured_at: started?.slice(0, 19) ?? null,
    specimen: /[\p{L}\p{N}]/u.test(name) ? name : file_name.replace(/\.[^.]+$/, ''),
    printed_area_cm2: null,
    declared_points: null,
  };
}

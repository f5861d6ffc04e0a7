import type { FileMeta } from './describe-file.js';
import { mprLayout } from './mpr-columns.js';
import { refuseSpectra } from './refuse-spectra.js';
import { separateSpectra } from './separate-spectra.js';
import type { RowsSetAside, SpectraOptions, SpectraRead, SpectraRefused } from './spectrum-reading.js';

/** Where the points begin in the data module, by its version. */
const pointsAt: Record<number, number> = { 2: 0x195, 3: 0x196, 10: 0x3ef, 11: 0x3ef };

export function isMpr(bytes: Uint8Array): boolean {
  return text(bytes, 0, 22) === 'BIO-LOGIC MODULAR FILE';
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
  const modules = modulesOf(bytes, view);
  const data = modules.find(({ name }) => name === 'VMP data');
  if (!data)
    return refuseSpectra('binary', 0, 'got a .mpr without a whole data module, expected one: the file was cut');
  const from = pointsAt[data.version];
  if (from === undefined)
    return refuseSpectra('unknown_format', 0, `got a .mpr with data of version ${data.version}, expected 2, 3, 10 or 11: export it as text`); // prettier-ignore
  const points = view.getUint32(data.at, true);
  const numbers = Array.from({ length: bytes[data.at + 4] }, (_, k) => view.getUint16(data.at + 5 + 2 * k, data.version < 10)); // prettier-ignore
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

interface Module {
  name: string;
  version: number;
  at: number;
  length: number;
}

/** Each module says how long it is; newer ones say it behind the length that they may have. */
function modulesOf(bytes: Uint8Array, view: DataView): Module[] {
  const modules: Module[] = [];
  const begins = (at: number) => text(bytes, at, 6) === 'MODULE';
  for (let at = 0x34; at + 65 <= bytes.length && begins(at);) {
    const name = text(bytes, at + 6, 10).trim();
    const u4 = (offset: number) => view.getUint32(at + offset, true);
    const older = { name, version: u4(45), at: at + 57, length: u4(41) };
    const newer = { name, version: u4(49) + u4(53), at: at + 65, length: u4(45) };
    const module = [older, newer].find((one) => {
      const end = one.at + one.length;
      return end === bytes.length || (end < bytes.length && begins(end));
    });
    if (!module) break;
    modules.push(module);
    at = module.at + module.length;
  }
  return modules;
}

/** From the log: the file's first name, the device's serial number, and the start as a day number of the lab's clock. */
function describe(bytes: Uint8Array, view: DataView, modules: Module[], { file_name }: SpectraOptions): FileMeta {
  const log = modules.find(({ name, length }) => name === 'VMP LOG' && length >= 0x3d8);
  const pascal = (at: number) => (log ? text(bytes, log.at + at + 1, bytes[log.at + at]) : '');
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

function text(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + length)).replace(/\0+$/, '');
}

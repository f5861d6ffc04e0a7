import { refuseSpectra } from './refuse-spectra.js';
import type { FileSpectrum, SpectraOptions, SpectraRead, SpectraRefused } from './spectrum-reading.js';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const expected =
  'expected complex128 numbers of shape (2, points) or (sweeps, 2, points): a row of frequencies in Hz, then one of impedance in Ω, imaginary part negative where capacitive'; // prettier-ignore

export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads sweeps from an array of NumPy, which has no names of columns: only the one shape is taken whose meaning can be seen, frequencies
 * in one row (real, above 0) and impedances in the next. Objects, which would be a program to run, are refused unread.
 */
export function readNpy(bytes: Uint8Array, options: SpectraOptions): SpectraRead | SpectraRefused {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] > 1;
  const from = wide ? 12 : 10;
  if (bytes.length < from) return refuseSpectra('binary', 0, 'got a .npy that ends before its header, expected a whole file'); // prettier-ignore
  const data = from + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder('latin1').decode(bytes.subarray(from, data));
  const of = (name: string, value: string) => new RegExp(`'${name}':\\s*${value}`).exec(header)?.[1];
  const type = of('descr', "'([^']*)'");
  const shape = of('shape', '\\(([\\d, ]*)\\)')?.split(',').map((text) => text.trim()).filter((text) => text !== '').map(Number); // prettier-ignore
  if (type === '|O')
    return refuseSpectra('unknown_format', 0, `got a .npy of Python objects (a pickle, which would be run to be read), ${expected}`); // prettier-ignore
  if (type === undefined || shape === undefined)
    return refuseSpectra('unknown_format', 0, `got a .npy of a structured or unreadable type, ${expected}`);
  const order = of('fortran_order', '(True|False)');
  const [points, rows, sweeps = 1, ...others] = shape.toReversed();
  if (type !== '<c16' || order !== 'False' || rows !== 2 || !(points > 0) || others.length > 0)
    return refuseSpectra('unknown_format', 0, `got a .npy of ${type}, shape (${shape.join(', ')})${order === 'True' ? ', columns first' : ''}, ${expected}`); // prettier-ignore
  const announced = 16 * points * rows * sweeps;
  // Not `binary`: of a file that is still being read, a first part goes on.
  if (bytes.length - data !== announced)
    return refuseSpectra('no_points', 0, `got ${bytes.length - data} bytes after the header of a .npy, expected ${announced}: the file was cut`); // prettier-ignore

  const number = (at: number) => view.getFloat64(data + 8 * at, true);
  const column = (sweep: number, row: number, part: number) =>
    Float64Array.from({ length: points }, (_, i) => number(2 * ((2 * sweep + row) * points + i) + part));
  const read = Array.from({ length: sweeps }, (_, sweep) => ({
    frequency: column(sweep, 0, 0),
    notReal: column(sweep, 0, 1),
    real: column(sweep, 1, 0),
    imaginary: column(sweep, 1, 1),
  }));
  const odd = read.findIndex(({ frequency, notReal }) => !frequency.every((f) => f > 0) || notReal.some((part) => part !== 0)); // prettier-ignore
  if (odd >= 0)
    return refuseSpectra('no_frequency', 0, `got a first row of sweep ${odd + 1} that is not of frequencies (real, above 0), ${expected}`); // prettier-ignore
  const specimen = options.file_name.replace(/\.[^.]+$/, '');
  const spectra = read.map(({ frequency, real, imaginary }, sweep): FileSpectrum => {
    return {
      frequency_hertz: frequency,
      real_impedance_ohm: real,
      imaginary_impedance_ohm: imaginary,
      impedance_unit: 'ohm',
      meta: { ...nothingKnown, specimen, spectrum_number: sweep + 1 },
    };
  });
  return { kind: 'spectra', source_format: nothingKnown.source_format, spectra, set_aside: [], notes: [] };
}

const nothingKnown = {
  source_format: 'numpy.npy.eis',
  instrument: null,
  measured_at: null,
  cycle_count: null,
  test_time_second: null,
  voltage_volt: null,
  temperature_celsius: null,
  printed_area_cm2: null,
  first_line: 0,
  last_line: 0,
};

import { columnLabel, type ColumnLabel } from './column-label.js';
import type { SpectrumLayout, SweepQuantity } from './spectrum-layout.js';

/** Names that people give to the columns of a plain table, without spaces and marks. */
const names: Record<SweepQuantity, string[]> = {
  frequency: ['f', 'freq', 'frequency'],
  angular_frequency: ['omega', 'ω', 'angularfrequency'],
  real: ["z'", 'z′', 're', 'rez', 're(z)', 'zre', 'zr', 'zreal', 'realz', 'real', 'realimpedance', 'realpart'],
  imaginary: [
    "z''",
    'z"',
    'z″',
    'z′′',
    'im',
    'imz',
    'im(z)',
    'zim',
    'zi',
    'zimag',
    'zimaginary',
    'imagz',
    'imag',
    'imaginary',
    'imaginaryimpedance',
    'imagimpedance',
    'imaginarypart',
  ],
  modulus: ['|z|', 'z', 'zmod', 'modz', 'mod(z)', 'zmag', 'zabs', 'absz', 'abs(z)', 'magnitude', 'modulus', 'absoluteimpedance'], // prettier-ignore
  phase: ['phase', 'phase(z)', 'phasez', 'zphase', 'zphz', 'phaseangle', 'theta', 'θ', 'phi', 'φ', 'arg(z)'],
  cycle: ['cycle', 'cyclenumber', 'cycleindex', 'cyclecount'],
  number: ['spectrum', 'spectrumnumber', 'sweep', 'sweepnumber'],
  time: ['time', 'testtime', 'elapsedtime'],
  voltage: ['voltage', 'ewe', '<ewe>', 'potential', 'ocv'],
  temperature: ['temperature', 'celltemperature'],
};

const quantities = new Map(
  Object.entries(names).flatMap(([quantity, all]) => all.map((name) => [name, quantity as SweepQuantity])),
);

/** What a column of a plain table is, by what people call it. */
export function quantityNamed({ name, unit }: ColumnLabel): SweepQuantity | undefined {
  const quantity = quantities.get(name.replace(/[\s_.-]/g, ''));
  return quantity === 'frequency' && unit?.kind === 'angular' ? 'angular_frequency' : quantity;
}

export function separatorOf(line: string): string | RegExp {
  return ['\t', ';', ','].find((mark) => line.includes(mark)) ?? /\s+/;
}

const number = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** A table of plain text: the line that names its columns, or the first of three numbers where nothing names them. */
export interface PlainTable {
  layout: SpectrumLayout;
  /** Index of the line with the names, or of the first row. */
  at: number;
  header: string[] | null;
}

const base: Omit<SpectrumLayout, 'separator'> = {
  source_format: 'csv.eis',
  title: 'plain table: frequency, real part, imaginary part, or modulus and phase',
  signature: /^/,
  header: /^/,
  columns: { f: 'frequency', "z'": 'real', "z''": 'imaginary' },
};

/** Finds a sweep's table among the first lines of a text that no vendor's mark is in; null where there is none. */
export function plainTable(lines: readonly string[]): PlainTable | 'no_frequency' | null {
  let firstLine = true;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const separator = separatorOf(line.trim());
    const cells = line.trim().split(separator);
    if (firstLine && cells.length === 3 && cells.every((cell) => number.test(cell.trim())))
      return { layout: { ...base, separator }, at, header: null };
    firstLine = false;
    const labels = cells.map(columnLabel);
    const found = new Set(labels.map(quantityNamed));
    const impedance = (found.has('real') && found.has('imaginary')) || (found.has('modulus') && found.has('phase'));
    if (found.has('frequency') || found.has('angular_frequency')) {
      if (!impedance && !found.has('real') && !found.has('imaginary') && !found.has('modulus')) continue;
      const columns = Object.fromEntries(
        labels.flatMap((label) => {
          const quantity = quantityNamed(label);
          return quantity ? [[label.name, quantity]] : [];
        }),
      );
      return { layout: { ...base, separator, columns }, at, header: cells };
    }
    if (impedance && found.has('imaginary')) return 'no_frequency';
  }
  return null;
}

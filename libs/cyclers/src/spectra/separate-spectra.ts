import type { Impedance } from './complete-impedance.js';
import type { FileMeta } from './describe-file.js';
import type { TableRows } from './read-rows.js';
import type { SweepQuantity } from './spectrum-layout.js';
import type { FileSpectrum } from './spectrum-reading.js';

/** The sweeps of a table: points of one cycle and one printed number are one sweep, wherever they stand. */
export function separateSpectra(
  { values, lines }: TableRows,
  { frequency, real, imaginary }: Impedance,
  impedance_unit: 'ohm' | 'ohm_cm2',
  file: FileMeta,
): FileSpectrum[] {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < lines.length; i++) {
    const key = `${values.cycle?.[i]} ${values.number?.[i]}`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  const { source_format, instrument, measured_at, specimen, printed_area_cm2 } = file;
  return [...groups.values()].map((group, place) => {
    const [first] = group;
    const at = (quantity: SweepQuantity) => finite(values[quantity]?.[first]);
    return {
      frequency_hertz: Float64Array.from(group, (i) => frequency[i]),
      real_impedance_ohm: Float64Array.from(group, (i) => real[i]),
      imaginary_impedance_ohm: Float64Array.from(group, (i) => imaginary[i]),
      impedance_unit,
      meta: {
        source_format,
        instrument,
        measured_at,
        specimen,
        cycle_count: at('cycle'),
        spectrum_number: at('number') || place + 1,
        test_time_second: at('time'),
        voltage_volt: mean(values.voltage, group),
        temperature_celsius: mean(values.temperature, group),
        printed_area_cm2,
        first_line: lines[first],
        last_line: lines[group.at(-1)!],
      },
    };
  });
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function mean(column: number[] | undefined, group: number[]): number | null {
  if (!column) return null;
  const numbers = group.map((i) => column[i]).filter(Number.isFinite);
  const [base] = numbers;
  // Of equal numbers the mean is that number, to the last digit.
  return numbers.length > 0 ? base + numbers.reduce((sum, value) => sum + (value - base), 0) / numbers.length : null;
}

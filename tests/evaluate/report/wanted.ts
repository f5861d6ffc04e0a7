import type { Watched } from './watched.js';
import { cyclesUntilFound, isFoundInCycle } from './found.js';
import { alarmRate } from './false-alarms.js';
import { promised } from './shunts.js';
import { table } from './watched.js';

interface Wanted {
  line: string;
  measure(watched: readonly Watched[]): { value: number; of: number };
  meets(value: number): boolean;
  unit: string;
}

const share = (cells: readonly Watched[], found: (one: Watched) => boolean) => ({
  value: (100 * cells.filter(found).length) / cells.length,
  of: cells.length,
});
const to = (watched: readonly Watched[], from: number, most: number) =>
  promised(watched).filter(({ cell }) => cell.resistance_ohm! >= from && cell.resistance_ohm! <= most);
const within = (cycles: number) => (one: Watched) => (cyclesUntilFound(one) ?? Infinity) < cycles;

const wanted: Wanted[] = [
  {
    line: 'shunts of 30 kΩ and less: 100 % while the cycle runs',
    measure: (watched) => share(to(watched, 0, 3e4), isFoundInCycle),
    meets: (value) => value === 100,
    unit: '%',
  },
  {
    line: 'shunts of 300 kΩ and less: 95 % with the first cycle',
    measure: (watched) => share(to(watched, 0, 3e5), within(1)),
    meets: (value) => value >= 95,
    unit: '%',
  },
  {
    line: 'of these, 100 and 300 kΩ alone: 95 % with the first cycle',
    measure: (watched) => share(to(watched, 1e5, 3e5), within(1)),
    meets: (value) => value >= 95,
    unit: '%',
  },
  {
    line: 'shunts of 1 MΩ: 80 % within 3 cycles',
    measure: (watched) => share(to(watched, 1e6, 1e6), within(3)),
    meets: (value) => value >= 80,
    unit: '%',
  },
  {
    line: 'critical false alarms per 1 000 healthy cell-cycles: 1 at most',
    measure: (watched) => alarmRate(watched, 'critical'),
    meets: (value) => value <= 1,
    unit: '',
  },
];

/** What was promised, and whether the held-out cells keep it. */
export function wantedTable(heldOut: readonly Watched[], training: readonly Watched[]): string {
  const print = ({ value, of }: { value: number; of: number }, unit: string) =>
    `${value.toFixed(value === 100 || value === 0 ? 0 : 2)}${unit && ` ${unit}`} of ${of}`;
  const rows = wanted.map(({ line, measure, meets, unit }) => {
    const measured = measure(heldOut);
    const verdict = meets(measured.value) ? 'met' : '**not met**';
    return [line, print(measured, unit), verdict, print(measure(training), unit)];
  });
  return table(['Wanted', 'held out', '', 'training'], rows);
}

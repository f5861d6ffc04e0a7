import { quantise } from '@cellwatch/events';
import type { DateOrder } from './parse-date.js';
import { scanNumber, type DecimalMark } from './scan-number.js';
import { wallClockScanner } from './scan-wall-clock.js';

/** What a column of wall clocks prints: dates, Unix seconds, or days since 1899-12-30 (Excel) or since the year 0 (MATLAB). */
export const clockKinds = ['date', 'unix', 'excel day', 'matlab day'] as const;
export type ClockKind = (typeof clockKinds)[number];

const unixEpoch = { 'excel day': 25569, 'matlab day': 719529 };
const from1980 = 315_532_800;
const to2100 = 4_102_444_800;

/** Unix seconds of a cell in `bytes[start, end)`, NaN where it shows no time. `expected` settles an hour that comes twice. */
export type ClockScanner = (bytes: Uint8Array, start: number, end: number, expected: number) => number;

/** A scanner for a column of clocks. Days and dates are of the lab's zone; a day number is good for milliseconds. */
export function clockScanner(
  kind: ClockKind,
  order: DateOrder,
  halfDays: boolean,
  mark: DecimalMark,
  zone: (wall: number, expected: number) => number,
): ClockScanner {
  if (kind === 'date') {
    const scan = wallClockScanner(order, halfDays);
    return (bytes, start, end, expected) => {
      const wall = scan(bytes, start, end);
      if (wall !== wall) return NaN;
      const second = zone(wall, expected);
      return wall % 1 === 0 ? second : quantise('unix_time_second', second);
    };
  }
  return (bytes, start, end, expected) => {
    const shown = scanNumber(bytes, start, end, mark);
    const second = kind === 'unix' ? shown : Math.round((shown - unixEpoch[kind]) * 86_400_000) / 1000;
    if (!(second > from1980 && second < to2100)) return NaN;
    return quantise('unix_time_second', kind === 'unix' ? second : zone(second, expected));
  };
}

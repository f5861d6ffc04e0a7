import { clockScanner, type ClockKind } from './clock-column.js';
import { comma, point } from './scan-number.js';

const encode = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
/** A zone two hours ahead. */
const ahead = (wall: number) => wall - 7200;

function shown(kind: ClockKind, text: string, mark: typeof comma | typeof point = point): string | null {
  const second = clockScanner(kind, 'mdy', false, mark, ahead)(encode(text), 0, text.length, NaN);
  return Number.isNaN(second) ? null : new Date(second * 1000).toISOString();
}

test('dates are of the lab’s zone, with a fraction of a second, behind a tab', () => {
  expect(shown('date', '\t09/20/2024 08:32:34.558')).toBe('2024-09-20T06:32:34.558Z');
  expect(shown('date', '2025-07-19 15:26:20')).toBe('2025-07-19T13:26:20.000Z');
  expect(shown('date', '09/20/2024 08:32:34.')).toBeNull();
  expect(shown('date', '45131.7')).toBeNull();
});

test('Unix seconds are of no zone', () => {
  expect(shown('unix', '1499006353')).toBe('2017-07-02T14:39:13.000Z');
  expect(shown('unix', '1494645243.4715')).toBe('2017-05-13T03:14:03.471Z');
});

test('day numbers are good for milliseconds', () => {
  expect(shown('excel day', '45131.78472222222')).toBe('2023-07-24T16:50:00.000Z');
  expect(shown('excel day', '45131,78472222222', comma)).toBe('2023-07-24T16:50:00.000Z');
  expect(shown('matlab day', '737792.442372685')).toBe('2020-01-02T08:37:01.000Z');
});

test.each<[ClockKind, string]>([
  ['unix', ''],
  ['unix', 'NaN'],
  ['unix', '0'],
  ['unix', '1499006353000'],
  ['excel day', '1'],
  ['matlab day', '45131.78'],
])('%s: %j is no time between 1980 and 2100', (kind, text) => expect(shown(kind, text)).toBeNull());

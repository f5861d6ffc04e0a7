import { parseDay, type DateOrder } from './parse-date.js';

const decoder = new TextDecoder('latin1');

/**
 * A scanner for a column of dates: seconds since 1970-01-01 as the wall clock shows them, or NaN.
 * A date without a time is midnight: Maccor prints it so between 23:59:59 and 00:00:01. The day is parsed once a day.
 */
export function wallClockScanner(
  order: DateOrder,
  halfDays: boolean,
): (bytes: Uint8Array, start: number, end: number) => number {
  const known = new Uint8Array(32);
  let length = 0;
  let midnight = NaN;

  return function scan(bytes, start, end) {
    let from = start;
    while (from < end && (bytes[from] === 32 || bytes[from] === 9)) from++;
    let i = 0;
    if (length > 0 && from + length <= end) while (i < length && bytes[from + i] === known[i]) i++;
    if (i === 0 || i < length || !endsDate(bytes, from + i, end)) {
      const date = dateLength(bytes, from, end);
      const day = parseDay(decoder.decode(bytes.subarray(from, from + date)), order);
      if (day === null || date > known.length) return NaN;
      known.set(bytes.subarray(from, from + date));
      length = i = date;
      midnight = day * 86400;
    }
    return midnight + secondOfDay(bytes, from + i, end, halfDays);
  };
}

function endsDate(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || bytes[at] === 32 || bytes[at] === 44 || bytes[at] === 84;
}

/** Bytes before the blanks that precede `hh:`; all of the text where there is no colon. */
function dateLength(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && bytes[i] !== 58) i++;
  if (i < end) while (i > start && isDigit(bytes[i - 1])) i--;
  while (i > start && endsDate(bytes, i - 1, end)) i--;
  return i - start;
}

function secondOfDay(bytes: Uint8Array, start: number, end: number, halfDays: boolean): number {
  let i = start;
  while (i < end && endsDate(bytes, i, end)) i++;
  if (i >= end) return 0;
  let hour = bytes[i++] - 48;
  if (bytes[i] !== 58) hour = hour * 10 + bytes[i++] - 48;
  const minute = twoDigits(bytes, i + 1);
  const second = twoDigits(bytes, i + 4);
  if (i + 6 > end || bytes[i] !== 58 || bytes[i + 3] !== 58 || !(hour >= 0 && hour < 24)) return NaN;
  if (!(minute < 60 && second < 60)) return NaN;
  i += 6;
  let fraction = 0;
  if (i + 1 < end && (bytes[i] === 46 || bytes[i] === 44)) {
    let place = 0.1;
    for (i++; i < end && isDigit(bytes[i]); i++, place /= 10) fraction += (bytes[i] - 48) * place;
  }
  while (i < end && bytes[i] === 32) i++;
  if (halfDays) {
    const half = bytes[i] | 32;
    if (i + 2 > end || (half !== 97 && half !== 112) || (bytes[i + 1] | 32) !== 109 || hour < 1 || hour > 12)
      return NaN;
    hour = (hour % 12) + (half === 112 ? 12 : 0);
    for (i += 2; i < end && bytes[i] === 32; i++);
  }
  return i === end ? hour * 3600 + minute * 60 + second + fraction : NaN;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? (bytes[at] - 48) * 10 + bytes[at + 1] - 48 : NaN;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

import { scanNumber, type DecimalMark } from './scan-number.js';

/** Seconds of `  0d 00:00:5.05` or `1:02:03` in `bytes[start, end)`, fields padded or not; NaN where it is no duration. */
export function scanDuration(bytes: Uint8Array, start: number, end: number, mark: DecimalMark): number {
  let i = start;
  let days = 0;
  let value = 0;
  let digits = 0;
  while (i < end && bytes[i] === 32) i++;
  for (; i < end && isDigit(bytes[i]); i++, digits++) value = value * 10 + bytes[i] - 48;
  if (bytes[i] === 100 && digits > 0) {
    days = value;
    value = digits = 0;
    for (i++; i < end && bytes[i] === 32; i++);
    for (; i < end && isDigit(bytes[i]); i++, digits++) value = value * 10 + bytes[i] - 48;
  }
  if (bytes[i] !== 58 || digits === 0 || i >= end) return NaN;
  const hours = value;
  value = digits = 0;
  for (i++; i < end && isDigit(bytes[i]); i++, digits++) value = value * 10 + bytes[i] - 48;
  if (bytes[i] !== 58 || digits === 0 || value > 59 || i >= end) return NaN;
  if (!isDigit(bytes[i + 1])) return NaN;
  const seconds = scanNumber(bytes, i + 1, end, mark);
  return seconds < 61 ? days * 86400 + hours * 3600 + value * 60 + seconds : NaN;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Exact up to 1e22. */
export const powersOfTen = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const decoder = new TextDecoder('latin1');
/** Decimal marks, as bytes. */
export const comma = 44;
export const point = 46;
export type DecimalMark = typeof comma | typeof point;

/**
 * The decimal number in `bytes[start, end)`, equal to `Number` of its text, or NaN where there is none.
 *
 * Up to 15 digits are one integer times or divided by one power of ten: both are exact, so the result is the nearest double.
 * Longer ones, large exponents and thousands separators take the slow way. `mark` is the decimal mark, 44 or 46.
 */
export function scanNumber(bytes: Uint8Array, start: number, end: number, mark: DecimalMark): number {
  let i = start;
  while (i < end && bytes[i] === 32) i++;
  const negative = bytes[i] === 45;
  if (negative) i++;
  const first = i;
  let mantissa = 0;
  let decimals = 0;
  let c = 0;
  while (i < end && (c = bytes[i] - 48) >= 0 && c <= 9) {
    mantissa = mantissa * 10 + c;
    i++;
  }
  let digits = i - first;
  if (i < end && bytes[i] === mark) {
    const fraction = ++i;
    while (i < end && (c = bytes[i] - 48) >= 0 && c <= 9) {
      mantissa = mantissa * 10 + c;
      i++;
    }
    decimals = i - fraction;
    digits += decimals;
  }
  let power = -decimals;
  if (i + 1 < end && digits > 0 && (bytes[i] | 32) === 101) {
    const down = bytes[++i] === 45;
    if (down || bytes[i] === 43) i++;
    const from = i;
    let exponent = 0;
    while (i < end && (c = bytes[i] - 48) >= 0 && c <= 9 && i - from < 4) {
      exponent = exponent * 10 + c;
      i++;
    }
    if (i === from) digits = 0;
    power += down ? -exponent : exponent;
  }
  while (i < end && bytes[i] === 32) i++;
  // below 2^53 no digit was lost on the way
  if (i !== end || digits === 0 || mantissa > 9007199254740991 || power > 22 || power < -22)
    return numberOfText(decoder.decode(bytes.subarray(start, end)), mark);
  const value = power < 0 ? mantissa / powersOfTen[-power] : mantissa * powersOfTen[power];
  return negative ? -value : value;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const grouped = { [point]: /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/, [comma]: /^[+-]?[1-9]\d{0,2}([.\s]\d{3})+(,\d*)?$/ };

function numberOfText(text: string, mark: DecimalMark): number {
  let number = text.trim();
  if (grouped[mark].test(number)) number = number.replace(mark === point ? /,/g : /[.\s]/g, '');
  if (mark === comma) {
    if (number.includes('.')) return NaN;
    number = number.replace(',', '.');
  }
  return decimal.test(number) ? Number(number) : NaN;
}

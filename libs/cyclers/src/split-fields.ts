import type { NumberColumn } from './bind-columns.js';
import { countTabs, found, type Words } from './count-tabs.js';
import { powersOfTen, type DecimalMark } from './scan-number.js';

/** How a line is taken apart: which fields are numbers of which unit and scale. Arrays are indexed by field. */
export interface FieldPlan {
  delimiter: number;
  mark: DecimalMark;
  /** Beyond this field, fields are only counted. */
  last: number;
  numeric: Uint8Array;
  times: Float64Array;
  per: Float64Array;
  scale: Float64Array;
  /** With up to so many decimals the printed value is quantised as it is; -1: it never is. */
  plainDecimals: Int8Array;
  /** Larger ones are left to the slow way, for their last digit needs more care. */
  scanBelow: Float64Array;
}

/** The last line: where its fields lie, `bytes[starts[i], ends[i])`, and the numbers that could be read at once, else NaN. */
export interface Fields {
  starts: Int32Array;
  ends: Int32Array;
  values: Float64Array;
  count: number;
  /** Where the line's text ends, before its line end; and the line feed. */
  end: number;
  newline: number;
}

export function planFields(
  columns: readonly NumberColumn[],
  others: readonly number[],
  delimiter: number,
  mark: DecimalMark,
): FieldPlan {
  const last = Math.max(0, ...others, ...columns.map(({ field }) => field));
  const plan: FieldPlan = {
    delimiter,
    mark,
    last,
    numeric: new Uint8Array(last + 1),
    times: new Float64Array(last + 1),
    per: new Float64Array(last + 1),
    scale: new Float64Array(last + 1),
    plainDecimals: new Int8Array(last + 1).fill(-1),
    scanBelow: new Float64Array(last + 1),
  };
  for (const { field, kind, times, per, scale } of columns) {
    if (kind === 'clock') continue;
    plan.numeric[field] = 1;
    // a fraction is no whole number: it is left to the slow way, which refuses it
    plan.times[field] = kind === 'integer' ? NaN : times;
    plan.per[field] = per;
    plan.scale[field] = scale;
    plan.plainDecimals[field] = times === 1 && per === 1 ? Math.round(Math.log10(scale)) : -1;
    plan.scanBelow[field] = 2 ** 50 / scale / times;
  }
  return plan;
}

export function emptyFields({ last }: Pick<FieldPlan, 'last'>): Fields {
  return {
    starts: new Int32Array(last + 1),
    ends: new Int32Array(last + 1),
    values: new Float64Array(last + 1).fill(NaN),
    count: 0,
    end: 0,
    newline: 0,
  };
}

/**
 * Takes the line that begins at `start` apart; a line feed must follow. One pass: a plain decimal is scanned on the way, as
 * whole numbers of up to nine digits, and divided once. Its value is that of `quantise(Number(text) × times / per)`.
 */
export function splitFields(bytes: Uint8Array, words: Words, start: number, plan: FieldPlan, fields: Fields): void {
  const { delimiter, mark, last, numeric, times, per, scale, plainDecimals, scanBelow } = plan;
  const { starts, ends, values } = fields;
  let i = start;
  let field = 0;
  for (; ; field++) {
    starts[field] = i;
    let c = bytes[i];
    if (c === 34 && delimiter === 44) return splitQuoted(bytes, start, plan, fields);
    if (numeric[field] === 1) {
      const negative = c === 45;
      if (negative) c = bytes[++i];
      const first = i;
      let whole = 0;
      let digit = 0;
      while ((digit = c - 48) >= 0 && digit <= 9 && i - first < 9) {
        whole = (Math.imul(whole, 10) + digit) | 0;
        c = bytes[++i];
      }
      let mantissa = whole;
      let digits = i - first;
      let decimals = 0;
      if (c === mark) {
        c = bytes[++i];
        const point = i;
        let part = 0;
        while ((digit = c - 48) >= 0 && digit <= 9 && i - point < 9) {
          part = (Math.imul(part, 10) + digit) | 0;
          c = bytes[++i];
        }
        mantissa = whole * powersOfTen[i - point] + part;
        while ((digit = c - 48) >= 0 && digit <= 9) {
          mantissa = mantissa * 10 + digit;
          c = bytes[++i];
        }
        decimals = i - point;
        digits += decimals;
      }
      let value = NaN;
      const endsHere = c === delimiter || c === 10 || (c === 13 && bytes[i + 1] === 10);
      if (endsHere && digits > 0 && decimals <= 22 && mantissa <= Number.MAX_SAFE_INTEGER) {
        const size = decimals === 0 ? mantissa : mantissa / powersOfTen[decimals];
        if (size < scanBelow[field]) {
          value = negative ? 0 - size : size;
          if (decimals > plainDecimals[field])
            value = Math.round(((value * times[field]) / per[field]) * scale[field]) / scale[field] + 0;
        }
      }
      values[field] = value;
    }
    while (c !== delimiter && c !== 10) c = bytes[++i];
    ends[field] = i;
    if (c === 10 || field === last) break;
    i++;
  }
  let count = field + 1;
  if (delimiter === 9) {
    count += countTabs(bytes, words, i);
    i = found.newline;
  } else {
    for (let c = bytes[i]; c !== 10; c = bytes[++i]) {
      if (c === delimiter) count++;
      else if (c === 34) return splitQuoted(bytes, start, plan, fields);
    }
  }
  const end = i > start && bytes[i - 1] === 13 ? i - 1 : i;
  if (ends[field] > end) ends[field] = Math.max(starts[field], end);
  fields.count = count;
  fields.end = end;
  fields.newline = i;
}

/** Quotes keep delimiters together and are left out. Thousands separators stand in them: no number is scanned here. */
function splitQuoted(bytes: Uint8Array, start: number, { delimiter, last }: FieldPlan, fields: Fields): void {
  const newline = bytes.indexOf(10, start);
  const end = bytes[newline - 1] === 13 ? newline - 1 : newline;
  let count = 0;
  for (let i = start; i <= end; i++, count++) {
    let from = i;
    let to: number;
    if (bytes[i] === 34) {
      from = ++i;
      while (i < end && bytes[i] !== 34) i++;
      to = i;
      while (i < end && bytes[i] !== delimiter) i++;
    } else {
      while (i < end && bytes[i] !== delimiter) i++;
      to = i;
    }
    if (count > last) continue;
    fields.starts[count] = from;
    fields.ends[count] = to;
  }
  fields.values.fill(NaN);
  fields.count = count;
  fields.end = end;
  fields.newline = newline;
}

export type DateOrder = 'mdy' | 'dmy';

/** A date as a clock on the wall shows it. */
export interface WallDate {
  /** Days since 1970-01-01. */
  day: number;
  /** Seconds since midnight; null where no time is printed. */
  second: number | null;
}

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * Reads 07/11/2019 14:02:33, 5/14/2021 7:10:13 AM, 28-Nov-23, 11 December 2020, 12:22:12 PM, 2019-07-11T14:02:33 or
 * 06.05.2021. A year of two digits is of this century. Null where the text is no date, or none in this order.
 */
export function parseDate(text: string, order: DateOrder): WallDate | null {
  const [date, time] = splitTime(text.trim());
  const day = parseDay(date, order);
  if (day === null) return null;
  const second = time === null ? null : parseTime(time);
  return second !== null && Number.isNaN(second) ? null : { day, second };
}

/** The order that a numeric date proves, if it proves one. */
export function provenOrder(text: string): DateOrder | undefined {
  const [, first, mark, second] = /^\s*(\d{1,2})([-/.])(\d{1,2})\2\d{2,4}(?!\d)/.exec(text) ?? [];
  if (Number(first) > 12 || mark === '.') return 'dmy';
  return Number(second) > 12 ? 'mdy' : undefined;
}

function splitTime(text: string): [string, string | null] {
  const colon = text.indexOf(':');
  if (colon < 0) return [text.replace(/[\s,]+$/, ''), null];
  const found = /^(.*?)[\s,T]+(\d{1,2}:.*)$/.exec(text);
  return found ? [found[1], found[2]] : [text, null];
}

export function parseDay(text: string, order: DateOrder): number | null {
  let found;
  if ((found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text))) return dayOf(found[1], Number(found[2]), found[3]);
  if ((found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text))) {
    const [, first, mark, second, year] = found;
    const monthFirst = order === 'mdy' && mark !== '.';
    return monthFirst ? dayOf(year, Number(first), second) : dayOf(year, Number(second), first);
  }
  if ((found = /^(\d{1,2})[-\s]([A-Za-z]{3,9})[-\s](\d{4}|\d{2})$/.exec(text)))
    return dayOf(found[3], monthNamed(found[2]), found[1]);
  if ((found = /^(?:[A-Za-z]+,\s+)?([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})$/.exec(text)))
    return dayOf(found[3], monthNamed(found[1]), found[2]);
  return null;
}

function monthNamed(name: string): number {
  const at = months.indexOf(name.slice(0, 3).toLowerCase());
  return at % 3 === 0 ? at / 3 + 1 : 0;
}

function dayOf(printedYear: string, month: number, printedDay: string): number | null {
  const year = printedYear.length === 2 ? 2000 + Number(printedYear) : Number(printedYear);
  const date = new Date(Date.UTC(year, month - 1, Number(printedDay)));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(printedDay);
  return real && year >= 1980 && year < 2100 ? date.getTime() / 86_400_000 : null;
}

function parseTime(text: string): number {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([AP]M)?$/i.exec(text);
  if (!found) return NaN;
  const half = found[4]?.toUpperCase();
  const hour = Number(found[1]);
  const second = Number((found[3] ?? '0').replace(',', '.'));
  if (Number(found[2]) > 59 || second >= 60 || hour > 23) return NaN;
  return (half ? (hour % 12) + (half === 'PM' ? 12 : 0) : hour) * 3600 + Number(found[2]) * 60 + second;
}

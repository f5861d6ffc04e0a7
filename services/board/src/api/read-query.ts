import { Problem } from '../problem.js';

/** A whole number from the query, or its default. */
export function wholeOf(
  text: unknown,
  where: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  if (text === undefined) return otherwise;
  const value = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Problem(400, {
    message: `${where} is not usable`,
    got: text,
    where: `query ${where}`,
    expected: `a whole number from ${least} to ${most}`,
  });
}

/** An instant from the query as Unix seconds; null where it was left out. */
export function instantOf(text: unknown, where: string): number | null {
  if (text === undefined) return null;
  const value =
    typeof text !== 'string'
      ? NaN
      : /^-?\d{1,12}(\.\d{1,9})?$/.test(text)
        ? Number(text)
        : /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)
          ? Date.parse(text) / 1000
          : NaN;
  // Within what a timestamptz can hold, with room.
  if (Math.abs(value) < 1e11) return value;
  throw new Problem(400, {
    message: `${where} is not an instant`,
    got: text,
    where: `query ${where}`,
    expected: 'Unix seconds, or ISO 8601 with a zone such as 2026-11-25T08:00:00Z',
  });
}

/** A cell’s name from path or query. */
export function cellIdOf(text: unknown, where: string): string {
  return nameOf(text, where, 'a cell');
}

/** A name from path or query, of a cell or of what else has one. */
export function nameOf(text: unknown, where: string, whose: string): string {
  if (typeof text === 'string' && text !== '' && text.length <= 200 && !/\p{Cc}/u.test(text)) return text;
  throw new Problem(400, {
    message: `that cannot be the name of ${whose}`,
    got: text,
    where,
    expected: '1 to 200 printable characters',
  });
}

/** One of a few words from the query, or its default. */
export function wordOf<W extends string>(text: unknown, where: string, words: readonly W[]): W | undefined {
  if (text === undefined) return undefined;
  if (words.includes(text as W)) return text as W;
  throw new Problem(400, {
    message: `${where} is not offered`,
    got: text,
    where: `query ${where}`,
    expected: words.join(' or '),
  });
}

/** A ratio between 0 and 1 from the query, or its default. */
export function ratioOf(text: unknown, where: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = typeof text === 'string' && /^0?\.\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value > 0) return value;
  throw new Problem(400, {
    message: `${where} is not usable`,
    got: text,
    where: `query ${where}`,
    expected: 'a ratio between 0 and 1, such as 0.8',
  });
}

/** A cycle’s number from the path. */
export function cycleCountOf(text: unknown): number {
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text);
  throw new Problem(400, {
    message: 'that is not the number of a cycle',
    got: text,
    where: 'path',
    expected: 'a whole number from 0 on',
  });
}

/** Some of a few words from the query, separated by commas; all of them where it was left out. */
export function wordsOf<W extends string>(text: unknown, where: string, words: readonly W[]): readonly W[] {
  if (text === undefined) return words;
  const asked = typeof text === 'string' ? text.split(',') : [];
  if (asked.length > 0 && asked.every((word) => words.includes(word as W))) return asked as W[];
  throw new Problem(400, {
    message: `${where} is not offered`,
    got: text,
    where: `query ${where}`,
    expected: `one or several of ${words.join(', ')}, separated by commas`,
  });
}

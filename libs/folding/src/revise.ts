import { encodeResult } from '@cellwatch/events';
import type { Result } from './fold.js';

const decoder = new TextDecoder();

/**
 * What must be published so that the current results become `fresh`.
 *
 * A result that changed, or that was retracted and is back, goes out with a revision above everything published; one that
 * `fresh` lacks is retracted; an equal one is left alone. `revision` is the one for results that follow in passing: never
 * below what is published, and above every retraction, so that what comes next is not taken for something older.
 */
export function revise<R extends Result>(
  published: readonly R[],
  fresh: readonly R[],
  key: (result: R) => string,
  revision: number,
): { results: R[]; revision: number } {
  const highest = published.reduce((highest, result) => Math.max(highest, result.revision), 0);
  const before = new Map(published.map((result) => [key(result), result]));
  const now = new Map(fresh.map((result) => [key(result), result]));
  const changed = [...now].filter(([name, result]) => !same(before.get(name), result)).map(([, result]) => result);
  const gone = [...before].filter(([name, result]) => !result.retracted && !now.has(name)).map(([, result]) => result);
  const results = [
    ...changed.map((result) => ({ ...result, revision: highest + 1, retracted: false })),
    ...gone.map((result) => ({ ...result, revision: highest + 1, retracted: true })),
  ];
  if (results.length > 0) return { results, revision: highest + (highest === 0 ? 1 : 2) };
  const retracted = published.some((result) => result.retracted && result.revision === highest);
  return { results, revision: Math.max(revision, highest + (retracted ? 1 : 0)) };
}

function same<R extends Result>(before: R | undefined, now: R): boolean {
  return before !== undefined && !before.retracted && content(before) === content(now);
}

/** As canonical JSON: a table gives back the fields of what is nested in an order of its own. */
function content(result: Result): string {
  return decoder.decode(encodeResult({ ...result, revision: 0 }));
}

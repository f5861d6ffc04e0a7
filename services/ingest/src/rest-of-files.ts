/** A file that was not written to for so long has come to rest. */
const rest_ms = 5_000;
/** Enough for a file that is copied; a sweep at high frequencies writes its points faster. */
const first_ms = 300;
/** From a frequency to the next lower one the time of a point grows by less. */
const patience = 4;
/** What grows after so long is no sweep that goes on: another one has come, or has taken its place. */
const longestPoint_ms = 600_000;

export interface Rest {
  /** It has not changed for `rest_ms`. */
  rested: boolean;
  /** It was not seen to grow. */
  new: boolean;
  /** It was put there whole, as far as can be told; or has been still for much longer than between any two of its points. */
  whole: boolean;
}

/** Remembers how files looked when they were last looked at, and how long they stayed so. */
export function restOfFiles(now: () => number = Date.now): (path: string, stat: Stat) => Rest {
  const looked = new Map<string, Stat & { since: number; longest_ms: number }>();
  return (path, { size, mtimeMs }) => {
    const at = now();
    const before = looked.get(path);
    const same = before !== undefined && before.size === size && before.mtimeMs === mtimeMs;
    const gap_ms = before && !same && size > before.size ? at - before.since : 0;
    const goes_on = before !== undefined && size >= before.size && gap_ms < longestPoint_ms;
    const longest_ms = goes_on ? Math.max(before.longest_ms, gap_ms) : 0;
    const since = same ? before.since : at;
    looked.set(path, { size, mtimeMs, since, longest_ms });
    // The disk's clock may be another one than ours.
    const still_ms = at - Math.min(since, mtimeMs);
    const enough_ms = longest_ms === 0 ? first_ms : Math.max(rest_ms, patience * longest_ms);
    return { rested: still_ms > rest_ms, new: longest_ms === 0, whole: still_ms > enough_ms };
  };
}

interface Stat {
  size: number;
  mtimeMs: number;
}

const ratio = 1.1;
const mostCounted = 4096;

/** How often each interval came, in bins that are 10 % wide: `[times, longest of them in s]` by the bin. Plain JSON of bounded size. */
export interface IntervalSketch {
  count: number;
  bins: Record<string, [count: number, longest_second: number]>;
}

export function emptySketch(): IntervalSketch {
  return { count: 0, bins: {} };
}

/** Takes an interval (s, above 0) into `sketch`, in place. After 4096 all counts are halved, so that old habits are forgotten. */
export function addInterval(sketch: IntervalSketch, interval_second: number): void {
  const bin = String(Math.floor(Math.log(interval_second) / Math.log(ratio)));
  const known = sketch.bins[bin];
  if (known) {
    known[0] += 1;
    if (interval_second > known[1]) known[1] = interval_second;
  } else sketch.bins[bin] = [1, interval_second];
  sketch.count += 1;
  if (sketch.count >= mostCounted) halve(sketch);
}

/** The interval in s that `share` of all do not exceed, to a bin's width and exact where all are equal; null where none is known. */
export function intervalQuantile({ count, bins }: IntervalSketch, share: number): number | null {
  let left = share * count;
  for (const [times, longest_second] of Object.values(bins).sort((one, other) => one[1] - other[1])) {
    left -= times;
    if (left <= 1e-9 * count) return longest_second;
  }
  return null;
}

function halve(sketch: IntervalSketch): void {
  sketch.count = 0;
  for (const [bin, entry] of Object.entries(sketch.bins)) {
    entry[0] = Math.floor(entry[0] / 2);
    if (entry[0] === 0) delete sketch.bins[bin];
    sketch.count += entry[0];
  }
}

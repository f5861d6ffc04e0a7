/**
 * Sums over the records of a pulse that a line in √t needs, in stretches of the time since the edge. s = √t, v = V − V before:
 * records, Σs, Σt, Σst, Σv, Σvs, Σv².
 */
export type RootSums = number[][];

/** Seconds; a stretch holds what is after its begin and not after its end. */
export const stretchEnds = [1, 3, 5, 10, 17, 30];
const records = 7;
/** Records lie at decimal times. */
const tolerance_second = 1e-6;

export function emptyRootSums(): RootSums {
  return stretchEnds.slice(1).map(() => Array<number>(records).fill(0));
}

/** Takes a record. Those at 1, 3 and 5 s open a stretch, so that 1 to 10 s and 5 to 30 s hold both their ends. */
export function addToRootSums(sums: RootSums, second: number, volt: number): void {
  if (second < stretchEnds[0] - tolerance_second || second > stretchEnds[stretchEnds.length - 1] + tolerance_second)
    return;
  let at = 0;
  while (at < 2 && second >= stretchEnds[at + 1] - tolerance_second) at++;
  while (at < sums.length - 1 && second > stretchEnds[at + 1] + tolerance_second) at++;
  const root = Math.sqrt(second);
  const sum = sums[at];
  sum[0]++;
  sum[1] += root;
  sum[2] += second;
  sum[3] += root * second;
  sum[4] += volt;
  sum[5] += volt * root;
  sum[6] += volt * volt;
}

/** A line in √t through the records of some stretches: that of the voltage, and that of the time itself. */
export interface RootLine {
  records: number;
  intercept_volt: number;
  /** 1σ, of the scatter about the line. */
  intercept_deviation_volt: number;
  slope_volt_per_root_second: number;
  time_intercept_second: number;
  time_slope_root_second: number;
}

/** Of stretches `from` … `to` − 1; null with fewer than `least` records, or at one time alone. */
export function rootLine(sums: RootSums, from: number, to: number, least: number): RootLine | null {
  const [n, s, t, st, v, vs, vv] = sums
    .slice(from, to)
    .reduce((total, sum) => total.map((value, at) => value + sum[at]), Array<number>(records).fill(0));
  const spread = t - (s * s) / n;
  if (n < least || !(spread > 1e-12 * t)) return null;
  const product = vs - (s * v) / n;
  const slope = product / spread;
  const misfit = Math.max(0, vv - (v * v) / n - slope * product);
  const variance = n > 2 ? misfit / (n - 2) : 0;
  const time_slope = (st - (s * t) / n) / spread;
  return {
    records: n,
    intercept_volt: (v - slope * s) / n,
    intercept_deviation_volt: Math.sqrt(variance * (1 / n + (s / n) ** 2 / spread)),
    slope_volt_per_root_second: slope,
    time_intercept_second: (t - time_slope * s) / n,
    time_slope_root_second: time_slope,
  };
}

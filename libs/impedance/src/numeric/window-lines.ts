import type { Line } from './least-line.js';

/** Ordinary least squares of y on x over any window [from, to), each in constant time, by running sums. */
export function windowLines(x: Float64Array, y: Float64Array): (from: number, to: number) => Omit<Line, 'intercept'> {
  const terms = [
    x,
    y,
    x.map((value) => value * value),
    x.map((value, i) => value * y[i]),
    y.map((value) => value * value),
  ];
  const running = terms.map((term) => {
    const sums = new Float64Array(term.length + 1);
    for (let i = 0; i < term.length; i++) sums[i + 1] = sums[i] + term[i];
    return sums;
  });
  return (from, to) => {
    const count = to - from;
    const [sumX, sumY, sumXx, sumXy, sumYy] = running.map((sums) => sums[to] - sums[from]);
    const xx = sumXx - (sumX * sumX) / count;
    const xy = sumXy - (sumX * sumY) / count;
    const yy = sumYy - (sumY * sumY) / count;
    const slope = xy / xx;
    const rest = Math.max(0, yy - slope * xy);
    return { slope, r_squared: 1 - rest / yy, slope_standard_error: Math.sqrt(rest / (count - 2) / xx) };
  };
}

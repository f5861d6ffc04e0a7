import { straightLine } from '../straight-line.js';

export interface FittedRelaxation {
  relaxed_voltage_volt: number;
  amplitude_volt: number;
  time_constant_second: number;
}

const leastPoints = 10;
const scanned = 24;
/** 1σ of ln τ beyond which τ is not told, and how often the amplitude's own it must be. */
const largestUncertainty = 0.3;
const leastSignificance = 5;

/**
 * Fits V = V∞ + a·exp(−t/τ) to a rest: weighted least squares, t = 0 where the current stopped.
 *
 * Variable projection: for a given τ the line in exp(−t/τ) is exact, so only ln τ is searched, on a fixed grid and then by golden
 * section: the same input gives the same bytes. τ lies between the shortest distance of two points and three times the whole
 * stretch. Times ascend. Null with fewer than 10 points, where τ is at a bound or not told to a factor of 1.35 (1σ), or where
 * the amplitude is within noise: a flat, a straight or a noisy rest.
 *
 * @quantity Relaxation
 * @symbol V∞, a, τ
 * @unit V, V, s
 * @formula V = V∞ + a·exp(−t/τ)
 * @convention t = 0 where the current stopped; null where τ is at a bound or u(ln τ) > 0.3, or a < 5 u(a)
 * @source textbook model; variable projection of Golub and Pereyra 1973; the limits are a project convention
 */
export function fitRelaxation(
  time_second: ArrayLike<number>,
  voltage_volt: ArrayLike<number>,
  weights?: ArrayLike<number>,
): FittedRelaxation | null {
  const points = time_second.length;
  if (points < leastPoints) return null;
  let shortest = Infinity;
  for (let point = 1; point < points; point++) {
    const gap = time_second[point] - time_second[point - 1];
    if (gap > 0 && gap < shortest) shortest = gap;
  }
  const low = Math.log(shortest);
  const high = Math.log(3 * (time_second[points - 1] - time_second[0]));
  if (!(high > low)) return null;

  const misfit = (logarithm: number) => lineAt(Math.exp(logarithm), time_second, voltage_volt, weights).misfit;
  const step = (high - low) / (scanned - 1);
  let best = 0;
  let least = Infinity;
  for (let at = 0; at < scanned; at++) {
    const here = misfit(low + at * step);
    if (here < least) [best, least] = [at, here];
  }
  if (best === 0 || best === scanned - 1) return null;
  const logarithm = goldenSection(misfit, low + (best - 1) * step, low + (best + 1) * step);
  const time_constant_second = Math.exp(logarithm);
  const fit = lineAt(time_constant_second, time_second, voltage_volt, weights);

  // variance of ln τ: its column, less what the other two columns explain of it
  const variance = fit.misfit / (points - 3);
  const stretched = Float64Array.from({ length: points }, (_, point) => {
    const elapsed = (time_second[point] - time_second[0]) / time_constant_second;
    return fit.amplitude * elapsed * Math.exp(-elapsed);
  });
  const unexplained = lineAt(time_constant_second, time_second, stretched, weights).misfit;
  if (!(variance <= largestUncertainty ** 2 * unexplained)) return null;
  if (!(fit.amplitude ** 2 * fit.spread > leastSignificance ** 2 * variance)) return null;
  return {
    relaxed_voltage_volt: fit.intercept,
    amplitude_volt: fit.amplitude * Math.exp(time_second[0] / time_constant_second),
    time_constant_second,
  };
}

/** The line of the voltage over exp(−(t − t₀)/τ), and the weighted sum of squares that it leaves. */
function lineAt(
  time_constant_second: number,
  time_second: ArrayLike<number>,
  voltage_volt: ArrayLike<number>,
  weights?: ArrayLike<number>,
) {
  const decay = new Float64Array(time_second.length);
  for (let point = 0; point < decay.length; point++)
    decay[point] = Math.exp(-(time_second[point] - time_second[0]) / time_constant_second);
  const line = straightLine(decay, voltage_volt, weights) ?? { intercept: NaN, slope: NaN, spread: 0 };
  let misfit = 0;
  for (let point = 0; point < decay.length; point++)
    misfit += (weights ? weights[point] : 1) * (voltage_volt[point] - line.intercept - line.slope * decay[point]) ** 2;
  return { intercept: line.intercept, amplitude: line.slope, spread: line.spread, misfit };
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function with one minimum between `from` and `to` has it. */
function goldenSection(of: (x: number) => number, from: number, to: number): number {
  let [left, right] = [to - golden * (to - from), from + golden * (to - from)];
  let [atLeft, atRight] = [of(left), of(right)];
  while (to - from > 1e-6) {
    if (atLeft <= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - golden * (to - from);
      atLeft = of(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + golden * (to - from);
      atRight = of(right);
    }
  }
  return (from + to) / 2;
}

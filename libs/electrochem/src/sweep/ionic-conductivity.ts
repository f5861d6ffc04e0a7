import { straightLine } from '../straight-line.js';

const window_second = 60;
const leastPoints = 3;
/** Share of the current by which it may drift in a minute. */
const largestDrift = 0.01;

/**
 * Ionic conductivity of an electrolyte between two lithium electrodes in S/cm: L·I/(A·V), I the steady current under a
 * constant bias.
 *
 * The current is the mean of the last minute, and steady where its least-squares slope there is less than 1 % a minute; at least
 * three records, times ascending. Both interfaces with lithium are inside: a lower bound. Null where the current is not steady
 * or does not follow the bias, or thickness or area is not known.
 *
 * @quantity Ionic conductivity
 * @symbol σ_ion
 * @unit S/cm
 * @formula L·I_ss / (A·V)
 * @convention I_ss the mean of the last minute, drifting by less than 1 % a minute; both interfaces inside: a lower
 *   bound
 * @source textbook definition; the criterion of a steady state is a project convention
 */
export function ionicConductivity({
  time_second,
  current_ampere,
  bias_volt,
  thickness_micrometer,
  area_cm2,
}: {
  time_second: ArrayLike<number>;
  current_ampere: ArrayLike<number>;
  bias_volt: number;
  thickness_micrometer: number | null | undefined;
  area_cm2: number | null | undefined;
}): number | null {
  const end = time_second[time_second.length - 1];
  const times: number[] = [];
  const currents: number[] = [];
  for (let row = 0; row < time_second.length; row++) {
    if (time_second[row] < end - window_second) continue;
    times.push(time_second[row] - end);
    currents.push(current_ampere[row]);
  }
  // a bias that was not held for a minute cannot show that its current is steady
  if (times.length < leastPoints || end - time_second[0] < window_second) return null;
  const line = straightLine(times, currents);
  const steady = currents.reduce((sum, current) => sum + current, 0) / currents.length;
  if (!line || !(60 * Math.abs(line.slope) < largestDrift * Math.abs(steady))) return null;
  if (!(steady * bias_volt > 0) || !thickness_micrometer || !area_cm2) return null;
  return (thickness_micrometer * 1e-4 * steady) / (area_cm2 * bias_volt);
}

import { straightLine } from '../straight-line.js';

/**
 * Slope of the voltage over a stretch of rest in V/h: least squares, each point counted `weights` times.
 *
 * Times in seconds, at least two different ones; weights may be left out where all are equal. Null where there is no stretch.
 * Negative: the voltage falls.
 *
 * @quantity Relaxation slope
 * @symbol dV/dt
 * @unit V/h
 * @formula least-squares slope of V over t
 * @convention negative where the voltage falls; the caller chooses the stretch
 * @source textbook definition
 */
export function relaxationSlope(
  time_second: ArrayLike<number>,
  voltage_volt: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number | null {
  const line = straightLine(time_second, voltage_volt, weights);
  return line && 3600 * line.slope;
}

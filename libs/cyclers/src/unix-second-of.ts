import { zonedClock } from './zoned-clock.js';

/** Unix second of what a laboratory's clock showed, as `2016-11-02T15:58:00`; null for a text that is no such time. */
export function unixSecondOf(shown: string, time_zone: string): number | null {
  const wall = Date.parse(`${shown}Z`) / 1000;
  return Number.isFinite(wall) ? zonedClock(time_zone)(wall, NaN) : null;
}

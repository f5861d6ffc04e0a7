import type { QuietHours } from './route.js';

const day_minute = 24 * 60;

/** When the quiet hours end in which this instant lies; null where it lies in none. `from` = `to` is the whole day. */
export function quietUntil({ from, to, zone }: QuietHours, now: Date): Date | null {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  const at = localMinute(now, zone);
  const since = (at - begin + day_minute) % day_minute;
  const length = (end - begin + day_minute) % day_minute || day_minute;
  if (since >= length) return null;
  const whole = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const ends = new Date(whole.getTime() + (length - since) * 60_000);
  // A night in which the clocks are changed is longer or shorter.
  const off = ((end - localMinute(ends, zone) + day_minute * 1.5) % day_minute) - day_minute / 2;
  return new Date(ends.getTime() + off * 60_000);
}

function minuteOf(time: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined)
    throw new Error(`quiet hours: got the time ${JSON.stringify(time)}, expected one such as 22:00`);
  return Number(hour) * 60 + Number(minute);
}

function localMinute(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return minuteOf(parts.format(at));
}

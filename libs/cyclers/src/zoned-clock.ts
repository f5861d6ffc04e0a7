const slot = 900;
const day = 86400;
const slotsKept = 4096;

/**
 * Turns wall-clock seconds of a zone into Unix seconds.
 *
 * An hour that the zone shows twice is settled by `expected`, the Unix second that test time leads one to expect; where
 * that is NaN it is the first of the two. An hour that the zone skips is read with the offset before the change, as a clock that
 * was not put forward shows it. Intl is asked at most twice a day of data, and
 * more on the days about a change.
 */
export function zonedClock(timeZone: string): (wall: number, expected: number) => number {
  const offsetAt = zoneOffsets(timeZone);
  let today = NaN;
  let before = 0;
  let after = 0;

  return function unixSecond(wall, expected) {
    const asked = Math.floor(wall / day);
    if (asked !== today) {
      today = asked;
      before = offsetAt((today - 1) * day);
      after = offsetAt((today + 2) * day);
    }
    const early = wall - before;
    if (before === after) return early;
    const late = wall - after;
    const earlyHolds = offsetAt(early) === before;
    const lateHolds = offsetAt(late) === after;
    if (earlyHolds && lateHolds) return Math.abs(late - expected) < Math.abs(early - expected) ? late : early;
    return lateHolds ? late : early;
  };
}

/** Seconds that the zone is ahead of UTC at a Unix second; zones change on whole quarters of an hour. */
function zoneOffsets(timeZone: string): (unix: number) => number {
  const format = formatIn(timeZone);
  const known = new Map<number, number>();
  return function offsetAt(unix) {
    const quarter = Math.floor(unix / slot);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const parts = Object.fromEntries(
        format.formatToParts(quarter * slot * 1000).map(({ type, value }) => [type, Number(value)]),
      );
      const { year, month, day, hour, minute, second } = parts;
      offset = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - quarter * slot;
      if (known.size >= slotsKept) known.clear();
      known.set(quarter, offset);
    }
    return offset;
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new Error(`time_zone: got "${timeZone}", expected an IANA name such as Europe/Oslo`, { cause });
  }
}

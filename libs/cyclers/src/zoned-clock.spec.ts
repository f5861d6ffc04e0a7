import { zonedClock } from './zoned-clock.js';

const wall = (text: string) => Date.parse(`${text}Z`) / 1000;
const shown = (unix: number) => new Date(unix * 1000).toISOString().slice(0, 19);

test('winter, summer, and a zone of three quarters of an hour', () => {
  expect(shown(zonedClock('US/Pacific')(wall('2019-01-15T12:00:00'), NaN))).toBe('2019-01-15T20:00:00');
  expect(shown(zonedClock('US/Pacific')(wall('2019-07-15T12:00:00'), NaN))).toBe('2019-07-15T19:00:00');
  expect(shown(zonedClock('Asia/Kathmandu')(wall('2019-07-15T12:00:00'), NaN))).toBe('2019-07-15T06:15:00');
});

test('an hour that comes twice is settled by what test time leads one to expect, else it is the first', () => {
  const unix = zonedClock('US/Pacific');
  const first = unix(wall('2019-11-03T01:59:57'), NaN);
  expect(shown(first)).toBe('2019-11-03T08:59:57');
  expect(shown(unix(wall('2019-11-03T01:00:04'), first + 6.9))).toBe('2019-11-03T09:00:04');
  expect(shown(unix(wall('2019-11-03T02:00:00'), NaN))).toBe('2019-11-03T10:00:00');
  expect(shown(unix(wall('2019-11-03T00:59:59'), NaN))).toBe('2019-11-03T07:59:59');
});

test('an hour that is skipped is read as a clock shows it that was not put forward', () => {
  const unix = zonedClock('Europe/Oslo');
  expect(shown(unix(wall('2021-03-28T01:59:59'), NaN))).toBe('2021-03-28T00:59:59');
  expect(shown(unix(wall('2021-03-28T02:30:00'), NaN))).toBe('2021-03-28T01:30:00');
  expect(shown(unix(wall('2021-03-28T03:00:00'), NaN))).toBe('2021-03-28T01:00:00');
});

test('agrees with the zone for every half hour of two years, both ways', () => {
  for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'UTC']) {
    const unix = zonedClock(zone);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    for (let second = wall('2020-01-01T00:00:00'); second < wall('2022-01-01T00:00:00'); second += 16200) {
      const local = format.format(second * 1000).replace(' ', 'T');
      expect(unix(wall(local), second)).toBe(second);
    }
  }
});

test('a zone that does not exist is said at once', () => {
  expect(() => zonedClock('Mars/Olympus')).toThrow('time_zone: got "Mars/Olympus", expected an IANA name');
});

import { parseDate, provenOrder } from './parse-date.js';
import { wallClockScanner } from './scan-wall-clock.js';

function scanner(order: 'mdy' | 'dmy', halfDays = false) {
  const scan = wallClockScanner(order, halfDays);
  return (text: string) => {
    const seconds = scan(new TextEncoder().encode(text), 0, text.length);
    return Number.isNaN(seconds) ? null : new Date(seconds * 1000).toISOString().slice(0, 19);
  };
}

test('month first, day first', () => {
  expect(scanner('mdy')('07/11/2019 14:02:33')).toBe('2019-07-11T14:02:33');
  expect(scanner('dmy')('07/11/2019 14:02:33')).toBe('2019-11-07T14:02:33');
});

test('a clock of twelve hours', () => {
  const scan = scanner('mdy', true);
  expect(scan('5/14/2021 7:10:13 AM')).toBe('2021-05-14T07:10:13');
  expect(scan('5/14/2021 12:00:01 AM')).toBe('2021-05-14T00:00:01');
  expect(scan('5/14/2021 12:00:01 PM')).toBe('2021-05-14T12:00:01');
  expect(scan('5/14/2021 3:56:11 PM')).toBe('2021-05-14T15:56:11');
  expect(scan('5/14/2021 3:56:11')).toBeNull();
  expect(scan('5/14/2021 13:56:11 PM')).toBeNull();
});

test('months by name, and years first', () => {
  expect(scanner('mdy', true)('28-Nov-23 3:56:08 PM')).toBe('2023-11-28T15:56:08');
  expect(scanner('mdy')('2019-07-11T14:02:33')).toBe('2019-07-11T14:02:33');
  expect(scanner('mdy')('06.05.2021 01:02:03')).toBe('2021-05-06T01:02:03');
});

test('a date without a time is midnight, and the next day is seen', () => {
  const scan = scanner('mdy');
  expect(scan('10/21/2019 23:59:59')).toBe('2019-10-21T23:59:59');
  expect(scan('10/22/2019')).toBe('2019-10-22T00:00:00');
  expect(scan('10/22/2019 00:00:01')).toBe('2019-10-22T00:00:01');
});

test.each([
  '',
  '1',
  '13/13/2019 10:00:00',
  '02/30/2019 10:00:00',
  '07/11/2019 24:00:00',
  '07/11/2019 10:60:00',
  '07/11/2019 10:00',
  '07/11/2019 10:00:0',
  '07/11/2019 10:00:00x',
  '07/11/1803 10:00:00',
  'x/y/z',
])('"%s" is no date', (text) => {
  const scan = scanner('mdy');
  scan('07/11/2019 10:00:00');
  expect(scan(text)).toBeNull();
});

test('dates of the lines above the table', () => {
  const iso = (text: string) => {
    const date = parseDate(text, 'mdy');
    return date && [new Date(date.day * 86_400_000).toISOString().slice(0, 10), date.second];
  };
  expect(iso('11 December 2020, 12:22:12 PM')).toEqual(['2020-12-11', 44532]);
  expect(iso('14 December 2020')).toEqual(['2020-12-14', null]);
  expect(iso('Wednesday, November 2, 2016')).toEqual(['2016-11-02', null]);
  expect(iso('23-Nov-23 3:56:08 PM')).toEqual(['2023-11-23', 57368]);
  expect(iso('soon')).toBeNull();
  expect(iso('07/11/2019 later')).toBeNull();
});

test('a field above twelve proves the order', () => {
  expect(provenOrder('07/17/2019')).toBe('mdy');
  expect(provenOrder('17/07/2019 10:00:00')).toBe('dmy');
  expect(provenOrder('06/05/2021')).toBeUndefined();
  expect(provenOrder('2021-05-17')).toBeUndefined();
});

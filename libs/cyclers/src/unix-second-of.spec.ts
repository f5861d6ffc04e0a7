import { unixSecondOf } from './unix-second-of.js';

test('what a clock showed is that of its zone', () => {
  expect(unixSecondOf('2016-11-02T15:58:00', 'Europe/Oslo')).toBe(Date.UTC(2016, 10, 2, 14, 58) / 1000);
  expect(unixSecondOf('2016-07-02T15:58:00', 'Europe/Oslo')).toBe(Date.UTC(2016, 6, 2, 13, 58) / 1000);
  expect(unixSecondOf('yesterday', 'UTC')).toBeNull();
});

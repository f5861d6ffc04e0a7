import { silenceSpans } from './silence-until.js';

const untilOf = (name: string, now: Date) =>
  new Date(silenceSpans.find((span) => span.name === name)!.until(now) * 1000);

test.each([
  // a Wednesday in the afternoon, a Sunday night, a Monday before eight
  [new Date(2026, 10, 25, 15, 30), new Date(2026, 10, 26, 8), new Date(2026, 10, 30, 8)],
  [new Date(2026, 10, 29, 23, 59), new Date(2026, 10, 30, 8), new Date(2026, 10, 30, 8)],
  [new Date(2026, 10, 30, 6), new Date(2026, 11, 1, 8), new Date(2026, 11, 7, 8)],
])('mornings after %s', (now, tomorrow, monday) => {
  expect(untilOf('until tomorrow 08:00', now)).toEqual(tomorrow);
  expect(untilOf('until Monday 08:00', now)).toEqual(monday);
});

test('every span ends after now, within what the board takes', () => {
  const now = new Date(2026, 2, 28, 23);
  for (const { until } of silenceSpans) {
    const hours = (until(now) - now.getTime() / 1000) / 3_600;
    expect(hours).toBeGreaterThan(0.5);
    expect(hours).toBeLessThan(366 * 24);
  }
});

import { quietUntil } from './quiet-until.js';

const night = { from: '22:00', to: '07:30', zone: 'Europe/Berlin' };

test.each([
  ['2026-01-10T20:59:59Z', null],
  ['2026-01-10T21:00:00Z', '2026-01-11T06:30:00.000Z'],
  ['2026-01-11T06:29:59.999Z', '2026-01-11T06:30:00.000Z'],
  ['2026-01-11T06:30:00Z', null],
  ['2026-07-10T20:00:00Z', '2026-07-11T05:30:00.000Z'],
  // The clocks go forward, and back.
  ['2026-03-28T23:00:00Z', '2026-03-29T05:30:00.000Z'],
  ['2026-10-24T22:00:00Z', '2026-10-25T06:30:00.000Z'],
])('at %s quiet until %s', (now, until) => {
  expect(quietUntil(night, new Date(now))?.toISOString() ?? null).toBe(until);
});

test('hours within a day, and a whole day', () => {
  const noon = new Date('2026-01-10T12:00:00Z');
  expect(quietUntil({ from: '11:00', to: '13:00', zone: 'UTC' }, noon)?.toISOString()).toBe('2026-01-10T13:00:00.000Z');
  expect(quietUntil({ from: '13:00', to: '11:00', zone: 'UTC' }, noon)).toBeNull();
  expect(quietUntil({ from: '08:00', to: '08:00', zone: 'UTC' }, noon)?.toISOString()).toBe('2026-01-11T08:00:00.000Z');
});

test.each([
  [{ ...night, from: '24:00' }, 'got the time "24:00", expected one such as 22:00'],
  [{ ...night, zone: 'Mars/Olympus' }, 'Invalid time zone'],
])('what is no time or no zone is refused: case %#', (hours, message) => {
  expect(() => quietUntil(hours, new Date())).toThrow(message);
});

import { log } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>, over = {}) => cell.told(over).filter((alert) => alert.startsWith('TEMP'));
const set = { temperature_set_point_celsius: 25 };
const off = (by: number, from = 3000, until = 1e9) => ({
  celsius: (second: number) => (second >= from && second < until ? 25 + by : 25),
});

test('3 °C off for 10 minutes warns, either way', () => {
  const [alert] = log().cycle(off(3)).alerts(set);
  expect(alert).toMatchObject({
    rule: 'TEMP',
    status: 'firing',
    severity: 'warning',
    evidence: { quantity: 'temperature_celsius', value: 28, limit: 27, baseline: 25 },
  });
  expect(alert.raised_at_unix_second! - 1.7e9).toBe(3600);
  expect(told(log().charge(off(-3)), set)).toEqual(['TEMP firing warning']);
});

test('6 °C are critical; it gets worse at once', () => {
  expect(told(log().charge(off(6)), set)).toEqual(['TEMP firing critical']);
  const worse = { celsius: (second: number) => (second < 2000 ? 25 : second < 4000 ? 28 : 31) };
  expect(told(log().charge(worse), set)).toEqual(['TEMP firing warning', 'TEMP firing critical']);
});

test('half an hour within the band ends it', () => {
  expect(told(log().charge(off(3, 2000, 4000)), set)).toEqual(['TEMP firing warning', 'TEMP cleared warning']);
  expect(told(log().charge({ ...off(3, 2000, 4000), seconds: 5700 }), set)).toEqual(['TEMP firing warning']);
});

describe('quiet', () => {
  test.each([
    ['a door that is open for 9 minutes', () => log().charge(off(-8, 3000, 3540)), set],
    ['no set point', () => log().charge(off(20)), {}],
    ['a sensor that is not connected', () => log().charge({ celsius: -273 }), set],
    [
      'a series whose chamber is set in the rest before',
      () =>
        log()
          .cycle({ celsius: 25 }, { celsius: 25 })
          .rest(2.6, { seconds: 3600, celsius: 45 })
          .cycle({ celsius: 45 }, { celsius: 45 }),
      {
        temperature_schedule: [
          { from_cycle: 1, celsius: 25 },
          { from_cycle: 2, celsius: 45 },
        ],
      },
    ],
    [
      'a chamber that needs a quarter of an hour for a new set point',
      () =>
        log()
          .cycle({ celsius: 25 }, { celsius: 25 })
          .charge({ celsius: (second) => Math.min(45, 25 + second / 45) })
          .rest(4.1, { celsius: 45 }),
      {
        temperature_schedule: [
          { from_cycle: 1, celsius: 25 },
          { from_cycle: 2, celsius: 45 },
        ],
      },
    ],
  ])('%s', (_, cell, over) => {
    expect(told(cell(), over)).toEqual([]);
  });
});

test('the chamber where it is logged, else the cell', () => {
  const cell = log().charge({ celsius: 25 });
  for (const row of cell.rows) row.temperature_t1_celsius = 40;
  expect(told(cell, set)).toEqual([]);
  for (const row of cell.rows) delete row.ambient_temperature_celsius;
  expect(told(cell, set)).toEqual(['TEMP firing critical']);
});

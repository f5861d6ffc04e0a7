import { facts, log, noise } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>, over = {}) =>
  cell.told(over).filter((alert) => alert.startsWith('SOFT_STALL'));
/** The voltage stays where it is from a second on. */
const stall = (from: number) => (second: number) => (second > from ? (-1.5 * (second - from)) / 7000 : 0);

test('a charge whose voltage stops rising at 3.5 V, after 5 % of the capacity', () => {
  const alerts = log()
    .cycles(4)
    .cycle({ add: stall(4000), seconds: 9000 })
    .alerts()
    .filter(({ rule }) => rule === 'SOFT_STALL');
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({ status: 'firing', severity: 'warning', derived_cycle_count: 5 });
  const { value, limit, baseline, chart } = alerts[0].evidence;
  expect(value).toBeLessThan(limit);
  expect(baseline! * 7000 * (0.5 / 3600)).toBeCloseTo(1.5, 1);
  expect(chart!.x.length).toBeLessThanOrEqual(32);
  // 5 % of 1 Ah at 0.5 A is 360 s; the mean slope needs some windows of 36 s to fall.
  const passed = alerts[0].raised_at_unix_second! - 1.7e9 - 4 * (2 * 7000 + 1200) - 4000;
  expect(passed).toBeGreaterThan(360);
  expect(passed).toBeLessThan(900);
});

test('it ends after three charges that rise', () => {
  expect(
    told(
      log()
        .cycles(4)
        .cycle({ add: stall(4000) })
        .cycles(4),
    ),
  ).toEqual(['SOFT_STALL firing warning', 'SOFT_STALL cleared warning']);
});

/** Flat from 2000 s to 5000 s. */
const plateau = (second: number) =>
  second < 2000 ? 0 : second < 5000 ? (-1.48 * (second - 2000)) / 7000 : (-1.48 * 3000) / 7000;

describe('quiet', () => {
  test.each([
    [
      'before three charges are known',
      () =>
        log()
          .cycles(2)
          .cycle({ add: stall(4000) }),
      {},
    ],
    ['a real plateau: the charges before had it too', () => log().cycles(8, { add: plateau }), {}],
    ['a slow and noisy cell', () => log().cycles(6, { add: noise(0.001) }), {}],
    [
      'a charge that is at its limit',
      () =>
        log()
          .cycles(4)
          .cycle({ add: stall(6900), seconds: 9000 }),
      { upper_voltage_limit_volt: 4.17 },
    ],
    [
      'a hold at constant voltage in the middle of the window',
      () =>
        log()
          .cycles(4)
          .charge({ seconds: 4000 })
          .step({ ampere: (second) => 0.5 * Math.exp(-second / 900), seconds: 3600, volt: 3.507 }),
      {},
    ],
    [
      'formation',
      () =>
        log()
          .cycles(4)
          .cycle({ add: stall(4000) }),
      { formation_cycles: [5] },
    ],
    [
      'another current: the baseline is not its own',
      () =>
        log()
          .cycles(4)
          .cycle({ add: stall(4000), ampere: 0.25 }),
      {},
    ],
    [
      'a symmetric cell',
      () =>
        log()
          .cycles(4)
          .cycle({ add: stall(4000) }),
      { system: 'symmetric_cell' as const },
    ],
  ])('%s', (_, cell, over) => {
    expect(told(cell(), over)).toEqual([]);
  });
});

test('bins go by the declared window', () => {
  const half = { system: 'cathode_half_cell', lower_voltage_limit_volt: 2.5, upper_voltage_limit_volt: 4.2 } as const;
  expect(
    told(
      log()
        .cycles(4)
        .cycle({ add: stall(3000) }),
      half,
    ),
  ).toEqual(['SOFT_STALL firing warning']);
  const undeclared = { ...facts, lower_voltage_limit_volt: undefined, upper_voltage_limit_volt: undefined };
  expect(
    told(
      log()
        .cycles(4)
        .cycle({ add: stall(3000) }),
      undeclared,
    ),
  ).toEqual(['SOFT_STALL firing warning']);
});

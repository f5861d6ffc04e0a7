import { facts, log, noise } from './spec-support/log.js';

/** Dips of a depth in V that begin at these seconds and last 30 s. */
const dips =
  (depth: number, ...at: number[]) =>
  (second: number) =>
    at.some((from) => second >= from && second < from + 30) ? -depth : 0;
const every = (count: number) => Array.from({ length: count }, (_, index) => 1000 + 300 * index);
const told = (cell: ReturnType<typeof log>, over = {}) =>
  cell.told(over).filter((alert) => alert.startsWith('SOFT_DIP'));

test('three dips in a charge warn, and the alert says where', () => {
  const alerts = log()
    .cycle({ add: dips(0.008, ...every(3)) })
    .alerts();
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({
    rule: 'SOFT_DIP',
    status: 'firing',
    severity: 'warning',
    derived_cycle_count: 1,
    evidence: { quantity: 'voltage_dips', value: 3, limit: 3 },
  });
  expect(alerts[0].evidence.chart!.x).toHaveLength(32);
  expect(alerts[0].evidence.chart!.x.at(-1)).toBe(1600);
});

test('two dips do not; one of 20 mV counts as three, whether it falls at once or deepens', () => {
  expect(told(log().cycle({ add: dips(0.008, ...every(2)) }))).toEqual([]);
  expect(told(log().cycle({ add: dips(0.025, 3000) }))).toEqual(['SOFT_DIP firing warning']);
  const deepening = (second: number) => (second < 3000 || second > 3050 ? 0 : -0.008 - (second - 3000) * 0.0005);
  expect(told(log().cycle({ add: deepening }))).toEqual(['SOFT_DIP firing warning']);
});

test('ten in a charge are critical', () => {
  expect(told(log().cycle({ add: dips(0.008, ...every(10)) }))).toEqual([
    'SOFT_DIP firing warning',
    'SOFT_DIP firing critical',
  ]);
});

test('three in each of three charges in a row are critical; then three quiet charges end it', () => {
  const cell = log().cycles(3, { add: dips(0.008, ...every(3)) });
  expect(told(cell)).toEqual(['SOFT_DIP firing warning', 'SOFT_DIP firing critical']);
  expect(told(cell.cycles(4))).toEqual([
    'SOFT_DIP firing warning',
    'SOFT_DIP firing critical',
    'SOFT_DIP cleared critical',
  ]);
});

test('a cell under one, two, three quiet charges: only the third ends it', () => {
  const cell = log().cycle({ add: dips(0.008, ...every(3)) });
  expect(told(cell.cycles(3))).toEqual(['SOFT_DIP firing warning']);
  expect(told(cell.charge())).toEqual(['SOFT_DIP firing warning', 'SOFT_DIP cleared warning']);
});

describe('the direction in which a shunt pulls', () => {
  const anode = { system: 'anode_half_cell', lower_voltage_limit_volt: 0.01, upper_voltage_limit_volt: 1.5 } as const;
  const lithiate = (add = (_: number) => 0) =>
    log()
      .step({ ampere: -0.5, seconds: 7000, volt: (second) => 1.2 - second / 6000 + add(second) })
      .rest(0.1);

  test('an anode half-cell: its delithiation, where the voltage rises', () => {
    const cell = (add: (second: number) => number) =>
      lithiate().step({ ampere: 0.5, seconds: 7000, volt: (second) => 0.1 + second / 6000 + add(second) });
    expect(told(cell(dips(0.008, ...every(3))), anode)).toEqual(['SOFT_DIP firing warning']);
    expect(
      told(
        cell(() => 0),
        anode,
      ),
    ).toEqual([]);
  });

  test('its lithiation above 0 V: towards 0 is where the current drives it, nothing is judged', () => {
    expect(told(lithiate(dips(0.008, ...every(6))), anode)).toEqual([]);
    expect(told(lithiate(dips(-0.008, ...every(6))), anode)).toEqual([]);
  });

  test('against lithium-indium the lithiation runs below 0 V: there a dip goes up', () => {
    const below = (add: (second: number) => number) =>
      log().step({ ampere: -0.5, seconds: 7000, volt: (second) => -0.1 - second / 15000 + add(second) });
    const indium = { ...anode, lower_voltage_limit_volt: -0.61, upper_voltage_limit_volt: 0.9 };
    expect(told(below(dips(-0.008, ...every(3))), indium)).toEqual(['SOFT_DIP firing warning']);
    expect(told(below(dips(0.008, ...every(3))), indium)).toEqual([]);
  });

  test('a symmetric cell: both halves, towards 0', () => {
    const half = (ampere: number) => ({
      ampere,
      seconds: 3000,
      volt: (second: number) => ampere * (0.2 + second / 1e5) * (dips(0.1, ...every(3))(second) + 1),
    });
    const cell = log().step(half(0.5)).rest(0).step(half(-0.5));
    expect(told(cell, { system: 'symmetric_cell' })).toEqual(['SOFT_DIP firing warning']);
  });
});

describe('quiet', () => {
  const quiet: [string, () => ReturnType<typeof log>, Partial<typeof facts>?][] = [
    ['noise of 1 mV', () => log().cycles(3, { add: noise(0.001) })],
    ['noise of 5 mV: its own deviation is the limit', () => log().cycles(3, { add: noise(0.005) })],
    ['a discharge that dips', () => log().cycle({}, { add: dips(0.008, ...every(6)) })],
    [
      'the overshoot of a phase change, falling by up to 6 mV a record',
      () => log().cycle({ interval: 30, add: (second) => 0.1 * Math.exp(-(((second - 2000) / 200) ** 2)) }),
    ],
    [
      'the first 10 s of a step',
      () => log().cycle({ interval: 2, add: (second) => (second < 10 ? 0.02 * Math.cos(second) : 0) }),
    ],
    [
      'a taper at constant voltage, with ripple',
      () =>
        log()
          .charge()
          .step({
            ampere: (second) => 0.5 * Math.exp(-second / 600),
            seconds: 1800,
            volt: (second) => 4.2 - (second % 20 === 0 ? 0.004 : 0),
            interval: 5,
          }),
    ],
    [
      'a contact that flickers: the voltage jumps up and comes back',
      () => log().cycle({ add: dips(-0.03, ...every(6)) }),
    ],
    ['formation', () => log().cycle({ add: dips(0.008, ...every(12)) }), { formation_cycles: [1] }],
    ['a check-up', () => log().cycle({ add: dips(0.008, ...every(12)) }), { check_up_cycles: [1] }],
    ['a range switch: one offset that stays', () => log().cycle({ add: (second) => (second > 3000 ? -0.006 : 0) })],
  ];
  test.each(quiet.map(([name, cell, over = {}]) => ({ name, cell, over })))('$name', ({ cell, over }) => {
    expect(told(cell(), over)).toEqual([]);
  });

  test('a titration and its pulses', () => {
    const cell = log();
    for (let pulse = 0; pulse < 20; pulse++) {
      const from = 3 + pulse * 0.05;
      cell.step({ ampere: 0.5, seconds: 300, volt: (second) => from + 0.05 + 0.05 * Math.sqrt(second / 300) });
      cell.rest((second) => from + 0.05 + 0.04 * Math.exp(-second / 100));
    }
    expect(told(cell)).toEqual([]);
  });

  test('15 minutes after the set point changed, and not longer', () => {
    const set = {
      temperature_schedule: [
        { from_cycle: 1, celsius: 25 },
        { from_cycle: 2, celsius: 60 },
      ],
    };
    const cell = (...at: number[]) =>
      log()
        .cycle()
        .cycle({ add: dips(0.008, ...at) });
    expect(told(cell(300, 500, 700), set)).toEqual([]);
    expect(told(cell(1300, 1500, 1700), set)).toEqual(['SOFT_DIP firing warning']);
  });
});

test('a dip shorter than the logging interval is not seen', () => {
  const flicker = (second: number) => (second % 300 > 100 && second % 300 < 105 ? -0.05 : 0);
  expect(told(log().cycle({ add: flicker, interval: 60 }))).toEqual([]);
  expect(told(log().cycle({ add: flicker, interval: 1 }))).not.toEqual([]);
});

import { log } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>, over = {}) =>
  cell.told(over).filter((alert) => alert.startsWith('HARD_SHORT'));
const only = (cell: ReturnType<typeof log>) => cell.alerts().filter(({ rule }) => rule === 'HARD_SHORT');
const fired = ['HARD_SHORT firing critical'];
/** From a second on the voltage is this. */
const from = (second: number, volt: number, before: (second: number) => number) => (now: number) =>
  now < second ? before(now) : volt;
const charging = (second: number) => 2.65 + (1.5 * second) / 7000;
const charge = (volt: (second: number) => number, over = {}) => ({ ampere: 0.5, seconds: 7000, volt, ...over });

describe('full cell', () => {
  test('below half of the limit for 30 s while it charges: at that record', () => {
    const [alert] = only(
      log()
        .cycle()
        .step(charge(from(3000, 0.9, charging))),
    );
    expect(alert).toMatchObject({ rule: 'HARD_SHORT', severity: 'critical', evidence: { value: 0.9, limit: 1.25 } });
    expect(alert.raised_at_unix_second! - 1.7e9 - 2 * 7000 - 1200).toBe(3030);
  });

  test('leads that are swapped in mid-charge are no short; what falls to nothing there is one', () => {
    expect(
      told(
        log()
          .cycle()
          .step(charge(from(3000, -3.3, charging), { interval: 1 })),
      ),
    ).toEqual([]);
    expect(
      told(
        log()
          .cycle()
          .step(charge(from(3000, -0.3, charging), { interval: 1 })),
      ),
    ).toEqual(fired);
  });

  test('at rest, where the voltage runs out', () => {
    expect(
      told(
        log()
          .charge()
          .rest((second) => 4 * Math.exp(-second / 200), { seconds: 3600 }),
      ),
    ).toEqual(fired);
  });

  test('a fall of 0.3 V at constant current that stays', () => {
    const cell = log().step(charge(from(3000, 2.8, charging), { interval: 1 }));
    const [alert] = only(cell);
    expect(alert).toMatchObject({ rule: 'HARD_SHORT', evidence: { quantity: 'voltage_fall_volt', limit: -0.3 } });
    expect(alert.raised_at_unix_second! - 1.7e9).toBe(3060);
    expect(told(log().step(charge(from(3000, 2.8, charging), { interval: 30 })))).toEqual(fired);
  });

  test('a discharge that goes on under the limit', () => {
    const falling = (second: number) => (second < 2000 ? 3.5 : 2);
    expect(told(log().cycle().charge().step({ ampere: -0.5, seconds: 4000, volt: falling }))).toEqual(fired);
  });

  test('a charge that begins low and stays low', () => {
    expect(
      told(
        log()
          .cycle()
          .step(charge(() => 0.4)),
      ),
    ).toEqual(fired);
  });

  test('it ends after three charges', () => {
    const cell = log()
      .cycle()
      .charge()
      .rest((second) => 4 * Math.exp(-second / 200))
      .discharge();
    expect(told(cell.cycles(4))).toEqual([...fired, 'HARD_SHORT cleared critical']);
  });

  describe('quiet', () => {
    test.each([
      [
        'a cable comes off: voltage and current go together, undeclared',
        () =>
          log()
            .step({ ...charge(charging), seconds: 3000 })
            .rest(0.001, { silent: true, seconds: 3600 }),
      ],
      [
        'a cable comes off, and the cycler goes on charging nothing',
        () =>
          log()
            .step({ ...charge(from(3000, 0.001, charging)), ampere: (second) => (second < 3000 ? 0.5 : 1e-5) })
            .rest(0.001),
      ],
      [
        'a cable comes off at rest',
        () =>
          log()
            .charge()
            .rest((second) => (second < 300 ? 4.1 : 0.002), { seconds: 3600 }),
      ],
      [
        'first wetting: a new cell near 0 V',
        () =>
          log()
            .rest(0.2, { seconds: 7200 })
            .step(charge((second) => Math.min(4, 0.3 + second / 1000))),
      ],
      [
        'the jump of the voltage at the edge of a step',
        () => log().charge({ ohm: 3 }).rest(2.7).discharge({ ohm: 0.1 }).rest(3.2),
      ],
      [
        'the cliff at the end of a discharge, seen late',
        () =>
          log()
            .cycle()
            .charge()
            .rest(4.1)
            .discharge({ add: (second) => (second > 6800 ? -0.8 : 0), interval: 20 }),
      ],
      [
        'a leaking cell that rests empty, and is charged from there',
        () =>
          log()
            .cycle()
            .charge()
            .rest(4.1)
            .discharge()
            .rest((second) => 2.6 - second / 400, { seconds: 900 })
            .step(charge((second) => Math.min(0.4 + second / 100, charging(second)))),
      ],
      [
        'a dip that recovers',
        () =>
          log().step(
            charge((second) => charging(second) - (second > 3000 && second < 3040 ? 0.5 : 0), { interval: 1 }),
          ),
      ],
      [
        'a fall over minutes',
        () =>
          log().step(
            charge((second) => charging(second) - Math.max(0, Math.min(0.5, (second - 3000) / 600)), { interval: 1 }),
          ),
      ],
    ])('%s', (_, cell) => {
      expect(told(cell())).toEqual([]);
    });

    test('a cell of no declared system, and a symmetric one', () => {
      const cell = () =>
        log()
          .cycle()
          .step(charge(from(3000, 0.1, charging)));
      expect(told(cell())).toEqual(fired);
      for (const system of [undefined, 'symmetric_cell'] as const) expect(told(cell(), { system })).toEqual([]);
    });
  });
});

describe('anode half-cell', () => {
  const anode = { system: 'anode_half_cell', lower_voltage_limit_volt: 0.01, upper_voltage_limit_volt: 1.5 } as const;
  const ohm = 0.01;
  const flat = (ampere: number, seconds = 1000) => ({ ampere, seconds, volt: ampere * ohm });

  test('a resistor: flat near 0 under current, and at 0 through a minute of rest', () => {
    expect(told(log().step(flat(-0.5)).rest(0), anode)).toEqual(fired);
    expect(told(log().step(flat(-0.5)).step(flat(0.5)).step(flat(-1)).rest(0.0005), anode)).toEqual(fired);
  });

  test.each([
    [
      'a lithiation plateau near 0 V: it rises at rest',
      () =>
        log()
          .step({ ampere: -0.5, seconds: 4000, volt: 0.012 })
          .rest((second) => 0.06 - 0.04 * Math.exp(-second / 30)),
    ],
    [
      'a hold at 0.01 V',
      () =>
        log()
          .step({ ampere: -0.5, seconds: 3000, volt: (second) => 1 - second / 3100 })
          .step({ ampere: (second) => -0.5 * Math.exp(-second / 900), seconds: 4000, volt: 0.01 })
          .rest(0.005),
    ],
    ['less than 5 % of the capacity', () => log().step(flat(-0.5, 300)).rest(0)],
    [
      'a rest of less than a minute',
      () =>
        log()
          .step(flat(-0.5))
          .rest(0, { seconds: 50 })
          .step({ ampere: 0.5, seconds: 3000, volt: (second) => 0.3 + second / 4000 }),
    ],
    [
      'another current, and a voltage that does not follow',
      () => log().step(flat(-0.5)).step({ ampere: 0.5, seconds: 300, volt: 0.015 }).rest(0),
    ],
    [
      'against lithium-indium the voltage passes through 0',
      () =>
        log()
          .step({ ampere: -0.5, seconds: 7000, volt: (second) => 0.5 - second / 7000 })
          .rest(-0.4),
    ],
  ])('quiet: %s', (_, cell) => {
    expect(told(cell(), anode)).toEqual([]);
  });
});

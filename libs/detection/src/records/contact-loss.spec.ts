import { log, noise } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>, over = {}) =>
  cell.told(over).filter((alert) => alert.startsWith('CONTACT_LOSS'));
const bad = { ohm: 0.16 };

describe('at the edge from rest to load', () => {
  test('1.3 times the median at two edges in a row, a charge and a discharge', () => {
    const cell = log().cycles(5).cycle(bad, bad);
    expect(told(cell)).toEqual(['CONTACT_LOSS pending warning', 'CONTACT_LOSS firing warning']);
    const alert = cell.alerts().at(-1)!;
    expect(alert.evidence).toMatchObject({ quantity: 'edge_resistance_ohm', unit: 'Ω' });
    expect(alert.evidence.value / alert.evidence.baseline!).toBeGreaterThan(1.3);
    expect(alert.evidence.chart!.y).toHaveLength(6);
  });

  test('more than twice is critical; pressure brings it back, and three edges end it', () => {
    const worse = { ohm: 0.3 };
    expect(told(log().cycles(5).cycles(3, worse, worse).cycles(3))).toEqual([
      'CONTACT_LOSS pending critical',
      'CONTACT_LOSS firing critical',
      'CONTACT_LOSS cleared critical',
    ]);
  });

  test('one edge alone lapses', () => {
    expect(told(log().cycles(5).cycle(bad).cycles(2))).toEqual([
      'CONTACT_LOSS pending warning',
      'CONTACT_LOSS lapsed warning',
    ]);
  });

  test('the median follows a slow growth', () => {
    const cell = log();
    for (let cycle = 0; cycle < 20; cycle++) cell.cycle({ ohm: 0.1 * 1.05 ** cycle }, { ohm: 0.1 * 1.05 ** cycle });
    expect(told(cell)).toEqual([]);
  });
});

describe('at constant current', () => {
  const jump =
    (height: number, from: number, until = 1e9) =>
    (second: number) =>
      second >= from && second < until ? height : 0;

  test('a jump of 15 mV in the direction of the current that stays, after a minute', () => {
    const alerts = log()
      .cycle({ add: jump(0.015, 3000) })
      .alerts();
    expect(alerts.map(({ rule, status, severity }) => `${rule} ${status} ${severity}`)).toEqual([
      'CONTACT_LOSS firing warning',
    ]);
    expect(alerts[0].evidence.last_record_index - alerts[0].evidence.first_record_index).toBe(0);
    expect(alerts[0].raised_at_unix_second! - 1.7e9).toBe(3070);
    expect(told(log().cycle({}, { add: jump(-0.015, 3000) }))).toEqual(['CONTACT_LOSS firing warning']);
  });

  test.each([
    ['a dip, and what comes back from it: that is a short', { add: jump(-0.03, 3000, 3200) }, {}],
    ['a jump that goes back', { add: jump(0.015, 3000, 3040) }, {}],
    ['5 mV', { add: jump(0.005, 3000) }, {}],
    ['noise of 5 mV', { add: noise(0.005) }, {}],
    ['logging every minute: a rise is no jump', { add: jump(0.015, 3000), interval: 60 }, {}],
    [
      'a real step of the voltage over minutes',
      { add: (second: number) => 0.05 / (1 + Math.exp((3000 - second) / 60)) },
      {},
    ],
    ['the cliff at the end of a discharge', {}, { add: (second: number) => -0.4 * Math.exp((second - 7000) / 60) }],
  ])('quiet: %s', (_, charge, discharge) => {
    expect(told(log().cycle(charge, discharge).cycle(charge, discharge))).toEqual([]);
  });
});

describe('quiet: edges that are not alike', () => {
  test.each([
    ['another current', () => log().cycles(5).cycles(2, { ampere: 0.25, ohm: 0.3 }, { ampere: -0.25, ohm: 0.3 }), {}],
    [
      'colder',
      () =>
        log()
          .cycles(5, { celsius: 60 }, { celsius: 60 })
          .cycles(2, { celsius: 25, ...bad }, { celsius: 25, ...bad }),
      {},
    ],
    [
      'another state of charge',
      () => {
        const cell = log().cycles(5);
        for (const volt of [3, 3.4, 3.8]) cell.rest(volt).step({ ampere: 0.5, seconds: 400, volt: volt + 0.2 });
        return cell;
      },
      {},
    ],
    ['formation', () => log().cycles(5).cycle(bad, bad), { formation_cycles: [6] }],
    ['two edges are no baseline', () => log().cycles(2).cycle(bad, bad), {}],
  ])('%s', (_, cell, over) => {
    expect(told(cell(), over)).toEqual([]);
  });
});

import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { cycleOf } from '../spec-support/cycle-of.js';
import { rateTable } from './rate-table.js';

/**
 * Five cycles a rate in mAh/g, the first of each 3 % away; the half that is not reversible has 10 % more, and more
 * with every rate, so that the wrong half gives other percentages.
 */
function rateTest(system: CellFacts['system'], rates: readonly [string, number][]): CycleSummary[] {
  return rates.flatMap(([regime, capacity], step) =>
    Array.from({ length: 5 }, (_, repeat) => {
      const reversible = (capacity / 1000) * (repeat === 0 ? 1.03 : 1);
      const other = reversible * (1.1 + 0.02 * step);
      const [charge, discharge] = system === 'anode_half_cell' ? [reversible, other] : [other, reversible];
      return cycleOf(5 * step + repeat + 1, {
        regime,
        cycle_charging_capacity_ah: charge,
        cycle_discharging_capacity_ah: discharge,
        charging_c_rate: parseFloat(regime),
        discharging_c_rate: parseFloat(regime),
      });
    }),
  );
}

test.each<[string, CellFacts['system'], [string, number][], number[]]>([
  [
    'liquid half-cell',
    'anode_half_cell',
    [
      ['0.1C', 1328.2],
      ['0.2C', 1307.3],
      ['0.5C', 1236.4],
      ['1C', 1109.8],
      ['2C', 888.7],
      ['3C', 725.2],
    ],
    [100, 98.43, 93.09, 83.56, 66.91, 54.6],
  ],
  [
    'liquid full cell',
    'full_cell',
    [
      ['0.1C', 187.4],
      ['0.5C', 175.5],
      ['1C', 174.2],
      ['2C', 163.6],
      ['3C', 151.9],
      ['5C', 139.7],
    ],
    [100, 93.65, 92.96, 87.3, 81.06, 74.55],
  ],
  [
    'graphite reference',
    'full_cell',
    [
      ['0.1C', 179],
      ['0.5C', 152.5],
      ['1C', 140.2],
      ['2C', 124.8],
      ['3C', 112.2],
      ['5C', 88.1],
    ],
    [100, 85.2, 78.32, 69.72, 62.68, 49.22],
  ],
  [
    'solid full cell',
    'full_cell',
    [
      ['0.1C', 162.1],
      ['3C', 73.6],
    ],
    [100, 45.4],
  ],
])('%s: percent of the slowest rate', (_, system, rates, percents) => {
  const cycles = rateTest(system, rates);
  const { groups } = rateTable(cycles, system);
  expect(groups).toHaveLength(rates.length);
  groups.forEach(({ relative_last, relative_median, last, median, ...group }, rate) => {
    expect(Math.abs(100 * relative_last! - percents[rate])).toBeLessThan(0.05);
    expect(Math.abs(100 * relative_median! - percents[rate])).toBeLessThan(0.05);
    expect(last.specific_capacity_mah_per_gram).toBeCloseTo(rates[rate][1], 9);
    expect(median!.specific_capacity_mah_per_gram).toBeCloseTo(rates[rate][1], 9);
    expect(group).toEqual({
      regime: rates[rate][0],
      first_cycle: 5 * rate + 1,
      last_cycle: 5 * rate + 5,
      cycles: 5,
      charging_c_rate: parseFloat(rates[rate][0]),
      discharging_c_rate: parseFloat(rates[rate][0]),
    });
  });
  const wrong = rateTable(cycles, system === 'full_cell' ? 'anode_half_cell' : 'full_cell').groups;
  expect(Math.abs(100 * wrong[wrong.length - 1].relative_last! - percents[percents.length - 1])).toBeGreaterThan(0.5);
});

const rates: [string, number][] = [
  ['0.1C', 1328.2],
  ['1C', 1109.8],
  ['2C', 888.7],
  ['3C', 725.2],
  ['1C', 1105.4],
];

test('recovery: 1C after 3C over 1C before', () => {
  const { recovery } = rateTable(rateTest('anode_half_cell', rates), 'anode_half_cell');
  expect(recovery).toEqual({
    regime: '1C',
    before_first_cycle: 6,
    after_first_cycle: 21,
    last: expect.closeTo(1105.4 / 1109.8, 9),
    median: expect.closeTo(1105.4 / 1109.8, 9),
  });
  expect(rateTable(rateTest('anode_half_cell', rates.slice(0, 4)), 'anode_half_cell').recovery).toBeNull();
});

test('a rate that occurs three times: the last over the first', () => {
  const thrice: [string, number][] = [
    ['1C', 100],
    ['2C', 80],
    ['1C', 99],
    ['3C', 60],
    ['1C', 97],
    ['5C', 40],
  ];
  expect(rateTable(rateTest('full_cell', thrice), 'full_cell').recovery!.last).toBeCloseTo(0.97, 12);
});

test('the order of arrival does not matter; open, partial and retracted cycles do not count', () => {
  const cycles = rateTest('full_cell', rates);
  const table = rateTable(cycles, 'full_cell');
  const more = [
    cycleOf(3, { regime: '9C', status: 'partial' }),
    cycleOf(8, { regime: '9C', retracted: true }),
    cycleOf(26, { regime: '9C', status: 'open' }),
    cycleOf(4, { regime: null }),
  ];
  expect(rateTable([...more, ...cycles.toReversed()], 'full_cell')).toEqual(table);
});

test('one cycle has no median, an undeclared mass no specific capacity', () => {
  const [group] = rateTable([cycleOf(1, { specific_discharging_capacity_mah_per_gram: null })], 'full_cell').groups;
  expect(group).toMatchObject({ cycles: 1, median: null, relative_median: null, relative_last: 1 });
  expect(group.last.specific_capacity_mah_per_gram).toBeNull();
});

test('without a system, or without one that cycles, the table is empty', () => {
  for (const system of [undefined, 'symmetric_cell', 'blocking_pellet'] as const)
    expect(rateTable(rateTest('full_cell', rates), system)).toEqual({ groups: [], recovery: null });
});

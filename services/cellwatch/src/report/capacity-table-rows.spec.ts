import type { CapacityTables } from './capacity-table-rows.js';
import { reportOf } from './report-of.js';
import { specCell } from './report.spec-support.js';
import { renderHtml } from './render-html.js';

const condition = (rate: number, capacity: number, first: number) => ({
  cycles: 5,
  charging_c_rate: 0.1,
  discharging_c_rate: rate,
  last: { capacity_ah: capacity * 1e-5, specific_capacity_mah_per_gram: capacity },
  median: { capacity_ah: capacity * 1e-5, specific_capacity_mah_per_gram: capacity + 1 },
  relative_last: capacity / first,
});

/** The published rates 0.1C, 1C, 3C, and 1C again. */
const tables: CapacityTables = {
  rateTable: (cycles) => {
    const first = cycles[0].specific_discharging_capacity_mah_per_gram!;
    const of = (rate: number, share: number) => ({ regime: `C${rate}`, ...condition(rate, share * first, first) });
    return {
      groups: [of(0.101, 1), of(0.998, 0.85), of(3.01, 0.454), of(1.002, 0.84)],
      recovery: { regime: 'C1', last: 0.84 / 0.85, median: null },
    };
  },
  temperatureTable: () => [],
};

const cells = [
  specCell({ cell_id: 'a', capacities: [162.1, 160] }),
  specCell({ cell_id: 'b', capacities: [160.1, 160] }),
];
const report = reportOf('rates', cells, { tables });
const rows = report.sections.find(({ title }) => title === 'Rate capability')!.rows;
const row = (quantity: string, at: string) => rows.find((each) => each.quantity === quantity && each.at === at)!;

test('a row per rate in the order of the test; a rate that comes again says so', () => {
  expect([...new Set(rows.map(({ at }) => at))]).toEqual(['0.1C', '1C', '3C', '1C again', '']);
  const fast = row('rate_last_specific_capacity_mah_per_gram', '3C');
  expect(fast.cells.a.value).toBeCloseTo(73.6, 1);
  expect(fast.groups['no factors'].statistics).toMatchObject({ n: 2 });
  expect(row('rate_relative_capacity', '3C').cells.b.value).toBeCloseTo(0.454, 12);
  expect(row('rate_median_specific_capacity_mah_per_gram', '1C').cells.a.n).toBe(4);
});

test('recovery, and a figure of the rates', () => {
  expect(row('rate_recovery', '').groups['no factors'].statistics!.mean).toBeCloseTo(0.98824, 5);
  expect(report.figures.rates).toEqual({
    quantity: 'rate_last_specific_capacity_mah_per_gram',
    at: ['0.1C', '1C', '3C', '1C again'],
  });
  const html = renderHtml(report);
  expect(html.match(/class="bar g0"/g)).toHaveLength(4);
  expect(/NaN|undefined/.exec(html)).toBeNull();
});

test('cells cycled at one rate only, or without the tables, have no section of rates', () => {
  const one: CapacityTables = {
    ...tables,
    rateTable: (cycles, system) => ({ groups: tables.rateTable(cycles, system).groups.slice(0, 1), recovery: null }),
  };
  for (const found of [reportOf('rates', cells), reportOf('rates', cells, { tables: one })]) {
    expect(found.sections.map(({ title }) => title)).not.toContain('Rate capability');
    expect(found.figures.rates).toBeNull();
  }
});

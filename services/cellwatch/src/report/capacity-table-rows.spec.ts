import { reportOf } from './report-of.js';
import { specCell } from './report.spec-support.js';
import { renderHtml } from './render-html.js';

/** The published rates 0.1C, 1C, 3C, and 1C again, five cycles each; within a rate the last is what is printed. */
const rates = [0.101, 0.998, 3.01, 1.002];
const shares = [1, 0.85, 0.454, 0.84];
const rated = (cell_id: string, first: number) =>
  specCell({
    cell_id,
    capacities: shares.flatMap((share) => [4, 3, 2, 1, 0].map((before) => first * share + before)),
    each: ({ derived_cycle_count }) => {
      const at = Math.floor((derived_cycle_count - 1) / 5);
      return { discharging_c_rate: rates[at], charging_c_rate: 0.1, regime: `to ${Math.round(10 * rates[at]) / 10}` };
    },
  });

const report = reportOf('rates', [rated('a', 162.1), rated('b', 160.1)]);
const rows = report.sections.find(({ title }) => title === 'Rate capability')!.rows;
const row = (quantity: string, at: string) => rows.find((each) => each.quantity === quantity && each.at === at)!;

test('a row per rate in the order of the test; a rate that comes again says so', () => {
  expect([...new Set(rows.map(({ at }) => at))]).toEqual(['0.1C', '1C', '3C', '1C again', '']);
  const fast = row('rate_last_specific_capacity_mah_per_gram', '3C');
  expect(fast.cells.a.value).toBeCloseTo(73.6, 1);
  expect(fast.groups['no factors'].statistics).toMatchObject({ n: 2 });
  expect(row('rate_relative_capacity', '3C').cells.b.value).toBeCloseTo(0.454, 12);
  const median = row('rate_median_specific_capacity_mah_per_gram', '1C');
  expect(median.cells.a).toMatchObject({ n: 4 });
  expect(median.cells.a.value).toBeCloseTo(0.85 * 162.1 + 1.5, 9);
});

test('recovery, and a figure of the rates', () => {
  expect(row('rate_recovery', '').groups['no factors'].statistics!.mean).toBeCloseTo(0.84 / 0.85, 9);
  expect(report.figures.rates).toEqual({
    quantity: 'rate_last_specific_capacity_mah_per_gram',
    at: ['0.1C', '1C', '3C', '1C again'],
  });
  const html = renderHtml(report);
  expect(html.match(/class="bar g0"/g)).toHaveLength(4);
  expect(/NaN|undefined/.exec(html)).toBeNull();
});

test('cells cycled at one rate only have no section of rates', () => {
  const found = reportOf('one rate', [specCell({ cell_id: 'a', capacities: [162, 160, 159] })]);
  expect(found.sections.map(({ title }) => title)).not.toContain('Rate capability');
  expect(found.figures.rates).toBeNull();
});

test('a temperature series has a section of its own, by its set points', () => {
  const cell = specCell({
    cell_id: 'warm',
    capacities: [114.5, 114.5, 168.8, 168.8],
    each: ({ derived_cycle_count }) => ({
      temperature_set_point_celsius: derived_cycle_count < 3 ? 25 : 80,
      discharging_c_rate: 0.1,
      regime: derived_cycle_count < 3 ? 'cold' : 'warm',
    }),
  });
  const section = reportOf('warm', [cell]).sections.find(({ title }) => title === 'Temperature series')!;
  const relative = section.rows.find(
    ({ quantity, at }) => quantity === 'temperature_relative_capacity' && /^80/.test(at),
  );
  expect(relative!.cells.warm.value).toBeCloseTo(168.8 / 114.5, 9);
});

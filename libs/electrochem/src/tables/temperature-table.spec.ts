import { cycleOf } from '../spec-support/cycle-of.js';
import { temperatureTable } from './temperature-table.js';

const loading_gram_per_cm2 = 14.9e-3;
/** Solid full cell at 0.1C, three cycles a temperature; the chamber needs the first cycle to arrive. */
const cycles = [
  [25, 114.5],
  [40, 138],
  [60, 158],
  [80, 168.8],
].flatMap(([celsius, specific], step) =>
  [0, 1, 2].map((repeat) => {
    const cycle_discharging_capacity_ah = (specific * (repeat === 0 ? 0.95 : 1)) / 1000;
    return cycleOf(3 * step + repeat + 1, {
      regime: `0.1C, ${celsius} °C`,
      temperature_set_point_celsius: celsius,
      temperature_celsius: celsius - (repeat === 0 ? 6 : 0.3),
      cycle_discharging_capacity_ah,
      areal_discharging_capacity_mah_per_cm2: 1000 * cycle_discharging_capacity_ah * loading_gram_per_cm2,
    });
  }),
);

test('25 to 80 °C: 114.5 to 168.8 mAh/g, 1.71 to 2.52 mAh/cm²', () => {
  const table = temperatureTable(cycles, 'full_cell');
  expect(table.map((group) => group.temperature_set_point_celsius)).toEqual([25, 40, 60, 80]);
  const [coldest, warmest] = [table[0], table[3]];
  expect(coldest.last.specific_capacity_mah_per_gram!.toFixed(1)).toBe('114.5');
  expect(warmest.median!.specific_capacity_mah_per_gram!.toFixed(1)).toBe('168.8');
  expect(coldest.last.areal_capacity_mah_per_cm2!.toFixed(4)).toBe('1.7061');
  expect(coldest.last.areal_capacity_mah_per_cm2!.toFixed(2)).toBe('1.71');
  expect(warmest.last.areal_capacity_mah_per_cm2!.toFixed(2)).toBe('2.52');
  expect(warmest.relative_last).toBeCloseTo(168.8 / 114.5, 9);
  expect(coldest.temperature_celsius).toBeCloseTo(24.7, 9);
});

test('by what was measured the first cycle of each would stand alone', () => {
  const measured = cycles.map((cycle) => ({ ...cycle, temperature_set_point_celsius: cycle.temperature_celsius }));
  expect(temperatureTable(measured, 'full_cell')).toHaveLength(8);
  expect(temperatureTable(cycles, 'full_cell')).toHaveLength(4);
});

test('another rate at the same set point is another group', () => {
  const faster = cycleOf(13, { regime: '1C, 80 °C', temperature_set_point_celsius: 80 });
  const table = temperatureTable([...cycles, faster], 'full_cell');
  expect(table.map(({ cycles }) => cycles)).toEqual([3, 3, 3, 3, 1]);
});

test('back at the first temperature is a group of its own', () => {
  const back = cycleOf(13, { regime: '0.1C, 25 °C', temperature_set_point_celsius: 25 });
  expect(temperatureTable([...cycles, back], 'full_cell').at(-1)).toMatchObject({ first_cycle: 13, cycles: 1 });
});

test('without a set point, or a system, there is no series', () => {
  expect(temperatureTable([cycleOf(1, {})], 'full_cell')).toEqual([]);
  expect(temperatureTable(cycles, undefined)).toEqual([]);
});

import { syntheticCell, syntheticFleet } from './index.js';

const fleet = { starts_at_unix_second: 1_700_000_000, history_second: 14 * 86400 };

test('a fleet is declared whole, alike but not the same, and the same again', () => {
  const cells = syntheticFleet(fleet);
  expect(cells.map(({ facts }) => facts.cell_id)).toEqual(Array.from({ length: 8 }, (_, at) => `assb-0${at + 1}`));
  expect(cells.every(({ facts }) => facts.system === 'full_cell' && /^[0-9a-f]{16}$/.test(facts.facts_version))).toBe(
    true,
  );
  expect(new Set(cells.map(({ options }) => options.fade_per_cycle)).size).toBe(8);
  expect(cells.filter(({ options }) => options.shunts.length > 0).map(({ options }) => options.cell_id)).toEqual([
    'assb-03',
  ]);
  expect(syntheticFleet(fleet)).toEqual(cells);
});

test('the third cell is healthy, then loses coulombic efficiency, then charges far beyond its capacity', () => {
  const { options } = syntheticFleet(fleet)[2];
  const cell = syntheticCell(options);
  const now = fleet.starts_at_unix_second + fleet.history_second;
  while (cell.next(500, now));
  const efficiencies = cell
    .completed()
    .map((cycle) => cycle.cycle_discharging_capacity_ah / cycle.cycle_charging_capacity_ah);
  const [soft, hard] = options.shunts.map(({ from_cycle }) => from_cycle);
  efficiencies.forEach((efficiency, index) => {
    if (index + 1 < soft) expect(Math.abs(efficiency - 1)).toBeLessThan(0.004);
    else if (index + 1 < hard) expect(Math.abs(efficiency - 0.872)).toBeLessThan(0.01);
    else expect(efficiency).toBeLessThan(0.7);
  });
  expect(efficiencies.length).toBeGreaterThan(hard + 3);
  expect(soft).toBeGreaterThan(10);
});

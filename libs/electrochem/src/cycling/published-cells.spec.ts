import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { fadePerCycle } from '../fade-per-cycle.js';
import { averageCoulombicEfficiency } from '../index.js';
import { batchOf } from '../spec-support/batch-of.js';
import { foldAll } from '../spec-support/fold-all.js';
import { protocol } from '../spec-support/protocol.js';

const disk = Math.PI / 4;
const round = (value: number | null, digits: number) => value!.toFixed(digits);
const percent = (ratio: number | null, digits = 1) => round(100 * ratio!, digits);

interface Cell {
  facts: Partial<CellFacts>;
  /** mA at a rate or a specific current. */
  milliampere: number;
  first: 1 | -1;
  window: [lower: number, upper: number];
}

/** Specific capacities of [first, second] halves, in mAh/g, as a stream of records without any counter. */
function stream({ facts, milliampere, first, window }: Cell, halves: [number, number][], plan = protocol().rest()) {
  const [lower, upper] = window;
  const mass = facts.active_mass_gram!;
  for (const pair of halves)
    pair.forEach((specific, half) => {
      const direction = half === 0 ? first : -first;
      plan.step({
        current: (direction * milliampere) / 1000,
        seconds: (specific * mass * 3600) / milliampere,
        from: direction === 1 ? lower + 0.1 : upper - 0.1,
        to: direction === 1 ? upper : lower,
        interval: 120,
      });
      plan.rest(300, direction === 1 ? upper - 0.05 : lower + 0.05);
    });
  return plan;
}

/** The test's end completes its last cycle. */
function fold({ facts }: Cell, plan: ReturnType<typeof protocol>): CycleSummary[] {
  plan.row({ test_time_second: plan.time() + 1, voltage_volt: 3, current_ampere: 0, step_count: 1e6, step_type: 6 });
  return foldAll(facts, batchOf(plan.records));
}

const anode = (loading: number): Cell => ({
  facts: { system: 'anode_half_cell', active_mass_gram: (loading * disk) / 1000, one_c_milliampere_per_gram: 1200 },
  milliampere: 300 * loading * disk * 1e-3,
  first: -1,
  window: [0.01, 2],
});
const fullCell = (loading: number, rate: number, more: Partial<CellFacts> = {}): Cell => ({
  facts: {
    system: 'full_cell',
    active_mass_gram: (loading * disk) / 1000,
    one_c_milliampere_per_gram: 180,
    active_loading_mg_per_cm2: loading,
    ...more,
  },
  milliampere: 180 * rate * loading * disk * 1e-3,
  first: 1,
  window: [2, 4.3],
});
const fade = (first: number, last: number, cycles: number) =>
  Array.from({ length: cycles }, (_, k) => first * (last / first) ** (k / (cycles - 1)));

test('+G/C half-cell at 300 mA/g: cycle 1 and retention of cycle 100 on the charge of cycle 1', () => {
  const cell = anode(2.5);
  expect(cell.milliampere).toBeCloseTo(0.589049, 6);
  const charges = fade(1255.4, 1147.4, 100);
  const cycles = fold(
    cell,
    stream(
      cell,
      charges.map((charge, k) => [k === 0 ? 1555.1 : charge / 0.995, charge]),
    ),
  );
  const [first] = cycles;
  const last = cycles[99];
  expect(first.first_direction).toBe('discharge');
  expect(first.cycle_discharging_capacity_ah * 1000).toBeCloseTo(3.053432, 5);
  expect(first.cycle_charging_capacity_ah * 1000).toBeCloseTo(2.464972, 5);
  expect(percent(first.coulombic_efficiency)).toBe('80.7');
  expect(percent(first.initial_coulombic_efficiency)).toBe('80.7');
  expect(round(first.specific_discharging_capacity_mah_per_gram, 1)).toBe('1555.1');
  expect(round(first.specific_charging_capacity_mah_per_gram, 1)).toBe('1255.4');
  expect((first.irreversible_capacity_ah! * 1000) / cell.facts.active_mass_gram!).toBeCloseTo(299.7, 1);
  expect(round(first.discharging_c_rate, 3)).toBe('0.250');
  expect(last).toMatchObject({ derived_cycle_count: 100, retention_reference: 'cycle1', retention_reference_cycle_count: 1 }); // prettier-ignore
  expect(percent(last.capacity_retention)).toBe('91.4');
  expect(percent(last.cycle_charging_capacity_ah / first.cycle_discharging_capacity_ah)).toBe('73.8');
  const efficiencies = cycles.map(({ coulombic_efficiency }) => coulombic_efficiency);
  expect(averageCoulombicEfficiency(efficiencies)).toBeCloseTo(0.995, 6);
});

test.each([
  ['Si/a-Sn/CoSi2', 1961.7, 1771.5, '90.3'],
  ['+G', 1672.9, 1372.7, '82.1'],
  ['+G/C on a solid electrolyte', 1501.7, 1137.0, '75.7'],
  ['Si/a-Sn/CoSi2 on a solid electrolyte', 2127.8, 1718.6, '80.8'],
])('ICE of %s', (_, discharge, charge, ice) => {
  const cell = anode(2.5);
  const [cycle] = fold(cell, stream(cell, [[discharge, charge]]));
  expect(percent(cycle.initial_coulombic_efficiency)).toBe(ice);
});

test('solid full cell at 0.3C: 150 cycles', () => {
  const cell = fullCell(14.7, 0.3);
  expect(cell.milliampere).toBeCloseTo(0.62345, 5);
  const discharges = fade(139.5, 124.57, 150);
  const cycles = fold(
    cell,
    stream(
      cell,
      discharges.map((discharge) => [discharge / 0.9985, discharge]),
    ),
  );
  expect(cycles).toHaveLength(150);
  const [first, last] = [cycles[0], cycles[149]];
  expect(first.cycle_discharging_capacity_ah * 1000).toBeCloseTo(1.61058, 4);
  expect(last.cycle_discharging_capacity_ah * 1000).toBeCloseTo(1.43821, 4);
  expect(round(first.areal_discharging_capacity_mah_per_cm2, 2)).toBe('2.05');
  expect(last).toMatchObject({
    status: 'complete',
    retention_reference: 'first_after_formation_same_regime',
    retention_reference_cycle_count: 1,
  });
  expect(percent(last.capacity_retention)).toBe('89.3');
  expect(fadePerCycle(last.capacity_retention!, 149)).toBeCloseTo(0.999241, 6);
  expect(last.coulombic_efficiency).toBeCloseTo(0.9985, 6);
});

test.each([
  ['1C', 15.3, 1, 168.84, 137.1, '78.0', 0.78, '81.2', '2.10'],
  ['3C', 12.7, 3, 146.75, 130.9, '78.1', 0.781, '89.2', '1.66'],
])(
  'liquid full cell at %s after one formation cycle',
  (_, loading, rate, base, capacity, ice, formed, retention, areal) => {
    const slow = fullCell(loading, 0.1, { formation_cycles: [1] });
    const cell = fullCell(loading, rate, { formation_cycles: [1] });
    const plan = stream(slow, [[187.4 / formed, 187.4]]);
    const discharges = fade(base, capacity, 100);
    const cycles = fold(cell, stream(cell, discharges.map((discharge) => [discharge / 0.999, discharge]), plan)); // prettier-ignore
    expect(percent(cycles[0].initial_coulombic_efficiency)).toBe(ice);
    expect(cycles[0].capacity_retention).toBeNull();
    const last = cycles[100];
    expect(last.retention_reference_cycle_count).toBe(2);
    expect(percent(last.capacity_retention)).toBe(retention);
    expect(round(last.areal_discharging_capacity_mah_per_cm2, 2)).toBe(areal);
  },
);

test('a rate test: each rate is a regime of its own, and the return to 1C is compared with the 1C before', () => {
  const rates: [number, number][] = [[0.1, 187.4], [0.5, 175.5], [1, 174.2], [2, 163.6], [3, 151.9], [5, 139.7], [1, 173.9]]; // prettier-ignore
  const plan = protocol().rest();
  for (const [rate, capacity] of rates)
    stream(fullCell(15.5, rate), [[capacity, capacity], [capacity, capacity]], plan); // prettier-ignore
  const cycles = fold(fullCell(15.5, 1), plan);
  const seconds = cycles.filter((_, k) => k % 2 === 1);
  expect(new Set(seconds.map(({ regime }) => regime)).size).toBe(6);
  seconds.forEach(({ discharging_c_rate }, k) => expect(discharging_c_rate).toBeCloseTo(rates[k][0], 2));
  expect(seconds.slice(0, 6).map(({ capacity_retention }) => percent(capacity_retention))).toEqual(
    Array(6).fill('100.0'),
  );
  expect(percent(seconds[6].capacity_retention, 2)).toBe('99.83');
  expect(seconds[6].retention_reference_cycle_count).toBe(5);
});

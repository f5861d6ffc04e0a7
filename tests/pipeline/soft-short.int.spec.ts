import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import { noFacts, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { referenceCell, syntheticCell } from '@cellwatch/synthetic-cell';

const facts: CellFacts = {
  cell_id: 'synthetic',
  facts_version: noFacts,
  system: 'full_cell',
  nominal_capacity_ah: referenceCell.capacity_ah,
  lower_voltage_limit_volt: 2,
  upper_voltage_limit_volt: 4.3,
};

/** Cycle 3 of a cell with this resistance across it, as the fold reports it; null without a shunt. */
function thirdCycle(resistance_ohm: number | null): CycleSummary {
  const shunts = resistance_ohm === null ? [] : [{ from_cycle: 1, resistance_ohm }];
  const cell = syntheticCell({ ...referenceCell, shunts, cycles: 4 });
  let state = initialCyclingState(facts);
  let third: CycleSummary | undefined;
  for (let batch = cell.next(500); batch; batch = cell.next(500)) {
    const evolved = evolveCycling(state, batch);
    state = evolved.state;
    third = evolved.cycles.find(({ derived_cycle_count }) => derived_cycle_count === 3) ?? third;
    if (third?.status === 'complete') return third;
  }
  throw new Error('the third cycle never completed');
}

// R_s in kΩ, Q_c/Q, CE in %, slope of the rest after charge in mV/h, apparent R_s in kΩ
test.each<[number | null, number, number, number, number | null]>([
  [null, 0.9473, 100.0, -25.2, null],
  [3000, 0.9495, 99.55, -27.3, 3105],
  [1000, 0.954, 98.64, -31.6, 1027],
  [300, 0.9697, 95.51, -46.6, 306.7],
  [100, 1.0168, 87.16, -88.4, 102.5],
  [30, 1.2151, 63.19, -212.5, 30.9],
])('%p kΩ across the cell', (kiloohm, capacity, efficiency, slope, apparent) => {
  const cycle = thirdCycle(kiloohm === null ? null : kiloohm * 1000);
  expect(Math.abs(cycle.cycle_charging_capacity_ah / referenceCell.capacity_ah - capacity)).toBeLessThan(0.002);
  expect(Math.abs(100 * cycle.coulombic_efficiency! - efficiency)).toBeLessThan(0.05);
  expect(Math.abs(1000 * cycle.rest_after_charge!.slope_volt_per_hour! - slope)).toBeLessThan(0.5);
  if (apparent === null) expect(cycle.shunt_resistance_ohm).toBeNull();
  else expect(Math.abs(cycle.shunt_resistance_ohm! / 1000 / apparent - 1)).toBeLessThan(0.01);
});

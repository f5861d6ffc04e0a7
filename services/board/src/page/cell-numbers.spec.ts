import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { cycleNumbers, lifeNumbers, type CellNumber } from './cell-numbers.js';

const facts: CellFacts = { cell_id: 'a', facts_version: '1', system: 'full_cell' };

/** A complete cycle of which only this is said. */
function cycleOf(more: Partial<CycleSummary>): CycleSummary {
  const silent = new Proxy(
    { status: 'complete', derived_cycle_count: 1, revision: 1, flags: [], ...more },
    {
      get: (said, field) => (field in said ? said[field as keyof typeof said] : null),
    },
  );
  return silent as unknown as CycleSummary;
}

const named = (numbers: CellNumber[], name: string) => numbers.find((number) => number.name === name)!;

test('without a cycle every number says so', () => {
  for (const number of [...lifeNumbers([], facts), ...cycleNumbers(undefined, facts)]) {
    expect([number.name, number.value]).toEqual([number.name, null]);
    expect([number.name, number.reason]).not.toEqual([number.name, '']);
    expect(number.convention.length).toBeGreaterThan(20);
  }
});

test('retention names its cycle; the sum adds what each cycle lost per gram', () => {
  const cycles = [
    cycleOf({ specific_irreversible_capacity_mah_per_gram: 299.7, initial_coulombic_efficiency: 0.80728 }),
    cycleOf({
      derived_cycle_count: 2,
      capacity_retention: 0.91397,
      retention_reference: 'first_after_formation_same_regime',
      retention_reference_cycle_count: 2,
      cumulative_irreversible_capacity_ah: 6e-4,
      specific_irreversible_capacity_mah_per_gram: 0.3,
    }),
  ];
  const numbers = lifeNumbers(cycles, facts);
  expect(named(numbers, 'Retention')).toMatchObject({ value: '91.4 %', under: 'of cycle 2' });
  expect(named(numbers, 'Initial CE (ICE)')).toMatchObject({ value: '80.7 %', under: 'cycle 1' });
  expect(named(numbers, 'Irreversible, sum')).toMatchObject({ value: '0.600 mAh', under: '300.0 mAh/g' });
});

test('the mean CE says whether the first cycle is in it, and what it is otherwise', () => {
  const first = cycleOf({ initial_coulombic_efficiency: 0.903 });
  const cycle = cycleOf({
    average_coulombic_efficiency: 0.9878,
    average_coulombic_efficiency_with_first: 0.985,
    averaged_cycles: 29,
  });
  expect(named(lifeNumbers([cycle], facts), 'Average CE')).toMatchObject({
    value: '98.78 %',
    under: 'n = 29, without the first; 98.50 % with the first',
  });
  const including = { ...facts, average_coulombic_efficiency_include_first: true };
  expect(named(lifeNumbers([first, cycle], including), 'Average CE')).toMatchObject({
    value: '98.50 %',
    under: 'n = 30, with the first; 98.78 % without the first',
  });
  // A first cycle without a CE is in neither.
  expect(named(lifeNumbers([cycle], including), 'Average CE').under).toMatch(/^n = 29, with the first/);
});

test('energy density: both, labelled, or which facts it wants', () => {
  const cycle = cycleOf({
    energy_density_watt_hour_per_kilogram: 68.31,
    projected_energy_density_watt_hour_per_kilogram: 301.24,
    mass_model: 'coatings',
  });
  expect(named(lifeNumbers([cycle], facts), 'Energy density')).toMatchObject({
    value: '68.3 | 301.2 Wh/kg',
    under: 'as built | projected; coatings',
  });
  const none = named(lifeNumbers([cycleOf({})], { ...facts, active_fraction: 0.77 }), 'Energy density');
  expect(none.value).toBeNull();
  expect(none.reason).toMatch(/^not declared: loading and area, anode loading, or N\/P/);
  expect(none.reason).not.toMatch(/, active fraction/);
  const half = { ...facts, system: 'anode_half_cell' as const };
  expect(named(lifeNumbers([cycleOf({})], half), 'Energy density').reason).toBe('of full cells only');
});

test('the reversible half of an anode half-cell is its charge', () => {
  const cycle = cycleOf({
    cycle_charging_capacity_ah: 2.4649e-3,
    cycle_discharging_capacity_ah: 3.0534e-3,
    specific_charging_capacity_mah_per_gram: 1255.4,
  });
  const half = { ...facts, system: 'anode_half_cell' as const };
  expect(named(lifeNumbers([cycle], half), 'Reversible capacity')).toMatchObject({
    value: '2.465 mAh',
    under: '1255.4 mAh/g',
  });
  expect(named(lifeNumbers([cycle], facts), 'Reversible capacity').value).toBe('3.053 mAh');
});

test('the newest complete cycle speaks, not the one that runs', () => {
  const cycles = [cycleOf({ voltage_hysteresis_volt: 0.17 }), cycleOf({ status: 'open', derived_cycle_count: 2 })];
  expect(named(lifeNumbers(cycles, facts), 'Reversible capacity').cycle).toBe(cycles[0]);
  expect(named(lifeNumbers([cycles[1]], facts), 'Reversible capacity').cycle).toBe(cycles[1]);
});

test('an edge in Ω, and by the declared area in Ω·cm²; what records are too far apart for is a dash', () => {
  const charging_edge = {
    record_index: 1,
    time_second: 0.01,
    current_step_ampere: 1,
    resistance_ohm: 71,
    resistance_100ms_ohm: null,
    resistance_1s_ohm: 83.07,
    resistance_10s_ohm: null,
    resistance_30s_ohm: null,
  };
  const number = (area_cm2?: number) =>
    named(cycleNumbers(cycleOf({ charging_edge }), { ...facts, area_cm2 }), 'R at edge, charge');
  expect(number()).toMatchObject({ value: '71.0 | 83.1 | – Ω', under: '0.01 s | 1 s | 10 s' });
  expect(number(0.785398).under).toBe('0.01 s | 1 s | 10 s; 55.8 | 65.2 | – Ω·cm²');
});

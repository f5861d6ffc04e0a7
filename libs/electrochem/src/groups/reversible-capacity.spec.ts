import { reversibleCapacity } from './reversible-capacity.js';

const cycle = {
  cycle_charging_capacity_ah: 2.465e-3,
  cycle_discharging_capacity_ah: 3.053e-3,
  specific_charging_capacity_mah_per_gram: 1255.4,
  specific_discharging_capacity_mah_per_gram: 1555.1,
  areal_charging_capacity_mah_per_cm2: 3.139,
  areal_discharging_capacity_mah_per_cm2: null,
};

test('an anode half-cell gives back on charge, every other on discharge', () => {
  expect(reversibleCapacity(cycle, { system: 'anode_half_cell' })).toEqual({
    reversible_capacity_ah: 2.465e-3,
    specific_reversible_capacity_mah_per_gram: 1255.4,
    areal_reversible_capacity_mah_per_cm2: 3.139,
  });
  for (const system of ['full_cell', 'cathode_half_cell'] as const)
    expect(reversibleCapacity(cycle, { system })).toMatchObject({
      reversible_capacity_ah: 3.053e-3,
      areal_reversible_capacity_mah_per_cm2: null,
    });
});

test('what has no working electrode, or none that was declared, has none', () => {
  for (const system of [undefined, 'symmetric_cell', 'blocking_pellet'] as const)
    expect(reversibleCapacity(cycle, { system })).toBeNull();
});

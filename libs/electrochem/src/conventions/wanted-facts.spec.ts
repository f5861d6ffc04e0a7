import { declareFacts } from '@cellwatch/events';
import { wantedFacts } from './wanted-facts.js';

const of = (facts: object) => wantedFacts(declareFacts({ cell_id: 'a', ...facts }));
const why = (facts: object, quantity: string) => of(facts).find((wanted) => wanted.quantity === quantity)?.why;

/** The paper's solid full cell, but for its anode. */
const solid = {
  system: 'full_cell',
  active_loading_mg_per_cm2: 15.3,
  area_cm2: 0.785398,
  one_c_milliampere_per_gram: 180,
  active_fraction: 0.77,
  counter_active_fraction: 0.7,
  separator_thickness_micrometer: 600,
  projected_separator_thickness_micrometer: 30,
  separator_density_gram_per_cm3: 1.698,
};

test('energy density names both ways to the anode’s mass', () => {
  expect(why(solid, 'energy_density_watt_hour_per_kilogram')).toBe(
    'needs counter_loading_mg_per_cm2, or n_to_p_ratio and counter_specific_capacity_mah_per_gram',
  );
  expect(why({ ...solid, n_to_p_ratio: 1.1 }, 'energy_density_watt_hour_per_kilogram')).toBe(
    'needs counter_loading_mg_per_cm2, or counter_specific_capacity_mah_per_gram',
  );
  const { active_fraction: _fraction, ...coating } = solid;
  expect(why(coating, 'energy_density_watt_hour_per_kilogram')).toBe(
    'needs active_fraction; and counter_loading_mg_per_cm2, or n_to_p_ratio and counter_specific_capacity_mah_per_gram',
  );
  const whole = { ...solid, n_to_p_ratio: 1.1, counter_specific_capacity_mah_per_gram: 1137 };
  expect(why(whole, 'energy_density_watt_hour_per_kilogram')).toBeUndefined();
  const { projected_separator_thickness_micrometer: _, ...built } = whole;
  expect(why(built, 'projected_energy_density_watt_hour_per_kilogram')).toBe(
    'needs projected_separator_thickness_micrometer',
  );
  expect(why({ ...whole, mass_model: 'coatings_and_collectors' }, 'energy_density_watt_hour_per_kilogram')).toBe(
    'needs collector_areal_mass_mg_per_cm2',
  );
});

test('two of mass, loading and area are the third', () => {
  const quantity = 'specific_discharging_capacity_mah_per_gram';
  expect(why({}, quantity)).toBe('needs active_mass_gram, or active_loading_mg_per_cm2 and area_cm2');
  expect(why({ area_cm2: 1 }, quantity)).toBe('needs active_mass_gram, or active_loading_mg_per_cm2');
  expect(why({ area_cm2: 1, active_loading_mg_per_cm2: 2.5 }, quantity)).toBeUndefined();
  expect(why({ active_mass_gram: 1, active_loading_mg_per_cm2: 2.5 }, 'areal_charging_capacity_mah_per_cm2')).toBe(
    undefined,
  );
});

test('CE wants a role and what 1C or a whole charge is', () => {
  expect(why({}, 'coulombic_efficiency')).toBe(
    'needs system; and nominal_capacity_ah, or one_c_milliampere_per_gram and active_mass_gram, ' +
      'or one_c_milliampere_per_gram, active_loading_mg_per_cm2 and area_cm2',
  );
  expect(why({ system: 'full_cell' }, 'coulombic_efficiency')).toMatch(/^needs nominal_capacity_ah, or one_c/);
  expect(why(solid, 'coulombic_efficiency')).toBeUndefined();
});

test('what a system has not is said, and no fact is asked for', () => {
  const wanted = of({ system: 'anode_half_cell', nominal_capacity_ah: 1 });
  expect(wanted.find(({ quantity }) => quantity === 'energy_efficiency')).toEqual({
    quantity: 'energy_efficiency',
    wanted: [],
    why: 'not of an anode half-cell: only a full cell’s energy is that of a product',
  });
  expect(why(solid, 'dqdv_peak_assignment')).toBe('not of a full cell: the terminal voltage is that of two electrodes');
  expect(why({ system: 'blocking_pellet' }, 'capacity_retention')).toBe(
    'not of a blocking pellet: it stores no charge',
  );
  expect(why({ system: 'blocking_pellet' }, 'electronic_conductivity_siemens_per_cm')).toBe(
    'needs separator_thickness_micrometer and area_cm2',
  );
});

test('an end reason may also come from the cycler', () => {
  expect(why({}, 'charging_end_reason')).toBe(
    'needs upper_voltage_limit_volt, unless the cycler says why a step ended',
  );
});

test('a list that is declared empty holds nothing', () => {
  const half = { system: 'anode_half_cell', reference_electrode: 'lithium' };
  expect(why({ ...half, expected_peaks: [] }, 'dqdv_peak_assignment')).toBe('needs expected_peaks');
});

test('what the records alone give is never asked for', () => {
  const asked = of({}).map(({ quantity }) => quantity);
  for (const quantity of ['cycle_charging_capacity_ah', 'mean_charging_voltage_volt', 'regime'])
    expect(asked).not.toContain(quantity);
});

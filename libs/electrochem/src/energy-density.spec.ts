import { energyDensity, type EnergyDensityInput } from './energy-density.js';
import { meanVoltage } from './mean-voltage.js';

const area_cm2 = Math.PI / 4;
/** 80 mg of solid electrolyte in a pellet of 600 µm. */
const pellet = 80 / (area_cm2 * 0.06) / 1000;
/** Polypropylene of 0.902 g/cm³ with 41 % of pores; 25 µm weigh 1.33 mg/cm². */
const polypropylene = 0.59 * 0.9017;

type Case = Omit<EnergyDensityInput, 'energy_wh'> & { areal_capacity_mah_per_cm2: number };
const full: Pick<Case, 'area_cm2' | 'n_to_p_ratio' | 'mass_model'> = {
  area_cm2,
  n_to_p_ratio: 1.1,
  mass_model: 'coatings',
};
const liquid: Case = {
  ...full,
  cathode_loading_mg_per_cm2: 15.5,
  cathode_active_fraction: 0.8,
  areal_capacity_mah_per_cm2: (187.4 * 15.5) / 1000,
  anode_specific_capacity_mah_per_gram: 1255.4,
  anode_active_fraction: 0.7,
  separator_thickness_micrometer: 25,
  separator_density_gram_per_cm3: polypropylene,
};
const graphite: Case = {
  ...liquid,
  areal_capacity_mah_per_cm2: (179 * 15.5) / 1000,
  anode_specific_capacity_mah_per_gram: 360,
};
const solid: Case = {
  ...full,
  cathode_loading_mg_per_cm2: 15.3,
  cathode_active_fraction: 0.77,
  areal_capacity_mah_per_cm2: (162.1 * 15.3) / 1000,
  anode_specific_capacity_mah_per_gram: 1137,
  anode_active_fraction: 0.7,
  separator_thickness_micrometer: 30,
  separator_density_gram_per_cm3: pellet,
};

const energyAt = (volt: number, of: Case) => (volt * of.areal_capacity_mah_per_cm2 * area_cm2) / 1000;
/** Mean voltage that the printed energy density implies. */
const impliedVolt = (printed: number, of: Case) => {
  const energy_wh = (energyAt(1, of) * printed) / energyDensity({ ...of, energy_wh: energyAt(1, of) })!;
  return meanVoltage(energy_wh, energyAt(1, of))!;
};
/** mg/cm² of everything weighed. */
const total = (of: Case) => energyAt(1, of) / area_cm2 / 1e-6 / energyDensity({ ...of, energy_wh: energyAt(1, of) })!;

test.each([
  ['liquid, silicon', 24.341, 434.4, 3.64, liquid],
  ['liquid, graphite', 32.816, 309.1, 3.656, graphite],
  ['solid, projected 30 µm', 28.391, 301.2, 3.448, solid],
])('%s: %p mg/cm², and %p Wh/kg is %p V', (_, mass, printed, volt, cell) => {
  expect(Math.abs(total(cell) - mass)).toBeLessThan(1.1e-3);
  expect(Math.abs(impliedVolt(printed, cell) - volt)).toBeLessThan(6e-4);
  const density = energyDensity({ ...cell, energy_wh: energyAt(volt, cell) })!;
  expect(Math.abs(density / printed - 1)).toBeLessThan(0.005);
});

test('the pellet that was measured: the same cell gives 68.3 Wh/kg, not 301.2', () => {
  const real = { ...solid, separator_thickness_micrometer: 600 };
  expect(Math.abs(total(real) - 125.157)).toBeLessThan(1e-3);
  expect(energyDensity({ ...real, energy_wh: energyAt(3.448, solid) })!.toFixed(1)).toBe('68.3');
});

test('the separator: 80 mg on 10 mm and 600 µm is 1.698 g/cm³, 5.093 mg/cm² at 30 µm', () => {
  expect(pellet.toFixed(4)).toBe('1.6977');
  const without = { ...solid, separator_thickness_micrometer: 1e-9 };
  expect((total(solid) - total(without)).toFixed(3)).toBe('5.093');
});

test('other masses give voltages that the cells cannot have', () => {
  const activeOnly = { cathode_active_fraction: 1, anode_active_fraction: 1 };
  expect(total({ ...liquid, ...activeOnly })).toBeCloseTo(19.375, 3);
  expect(impliedVolt(434.4, { ...liquid, ...activeOnly }).toFixed(2)).toBe('2.90');
  expect(impliedVolt(309.1, { ...graphite, ...activeOnly }).toFixed(2)).toBe('2.82');
  const composite = { ...solid, cathode_active_fraction: 1 };
  expect(Math.abs(total(composite) - 23.821)).toBeLessThan(1e-3);
  expect(impliedVolt(301.2, composite).toFixed(3)).toBe('2.893');
});

test('a declared anode loading goes before the one from N/P', () => {
  const anode_loading_mg_per_cm2 = (1100 * liquid.areal_capacity_mah_per_cm2) / 1255.4;
  const declared = { ...liquid, anode_loading_mg_per_cm2, n_to_p_ratio: null };
  expect(total(declared)).toBeCloseTo(total(liquid), 9);
  expect(total({ ...liquid, anode_loading_mg_per_cm2: 5 })).toBeGreaterThan(total(liquid));
});

test('collectors are weighed by their model only', () => {
  const collectors = { ...liquid, collector_areal_mass_mg_per_cm2: 11.4 };
  expect(total(collectors)).toBeCloseTo(total(liquid), 9);
  expect(total({ ...collectors, mass_model: 'coatings_and_collectors' })).toBeCloseTo(total(liquid) + 11.4, 9);
  expect(energyDensity({ ...liquid, mass_model: 'coatings_and_collectors', energy_wh: 1 })).toBeNull();
});

test.each([
  'area_cm2',
  'cathode_loading_mg_per_cm2',
  'cathode_active_fraction',
  'n_to_p_ratio',
  'areal_capacity_mah_per_cm2',
  'anode_specific_capacity_mah_per_gram',
  'anode_active_fraction',
  'separator_thickness_micrometer',
  'separator_density_gram_per_cm3',
])('without %s there is none', (input) => {
  for (const absent of [undefined, null, 0])
    expect(energyDensity({ ...liquid, energy_wh: 1, [input]: absent })).toBeNull();
});

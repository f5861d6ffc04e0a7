import { electrodeBasis } from './electrode-basis.js';

const area = Math.PI / 4;

// Masses of the paper's 10 mm disks.
test.each([
  [2.5, 1.9635],
  [15.5, 12.17367],
  [15.3, 12.01659],
  [12.7, 9.97456],
  [14.9, 11.70243],
  [14.7, 11.54535],
])('%d mg/cm² on a 10 mm disk weighs %d mg, and any two give the third', (loading, milligram) => {
  const { active_mass_gram } = electrodeBasis({ active_loading_mg_per_cm2: loading, area_cm2: area });
  expect(active_mass_gram! * 1000).toBeCloseTo(milligram, 5);
  const mass = active_mass_gram!;
  expect(electrodeBasis({ active_mass_gram: mass, area_cm2: area }).active_loading_mg_per_cm2).toBeCloseTo(loading, 10);
  expect(electrodeBasis({ active_mass_gram: mass, active_loading_mg_per_cm2: loading }).area_cm2).toBeCloseTo(area, 10);
});

test('what is declared stays as it is declared, also where all three are', () => {
  const declared = { active_mass_gram: 0.0119, active_loading_mg_per_cm2: 14.7, area_cm2: 0.785 };
  expect(electrodeBasis(declared)).toEqual(declared);
});

test('one alone gives nothing else', () => {
  expect(electrodeBasis({})).toEqual({ active_mass_gram: null, active_loading_mg_per_cm2: null, area_cm2: null });
  expect(electrodeBasis({ area_cm2: 2 })).toEqual({
    active_mass_gram: null,
    active_loading_mg_per_cm2: null,
    area_cm2: 2,
  });
});

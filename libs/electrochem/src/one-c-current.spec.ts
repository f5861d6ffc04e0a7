import { oneCCurrent } from './one-c-current.js';

const disk = Math.PI / 4;

// mA at 1C = loading (mg/cm²) × 10 mm disk × mA/g
test.each([
  [2.5, 1200, 2.35619],
  [15.5, 180, 2.19126],
  [15.3, 180, 2.16299],
  [12.7, 180, 1.79542],
  [14.9, 180, 2.10644],
  [14.7, 180, 2.07816],
])('%p mg/cm² at %p mA/g', (loading, one_c_milliampere_per_gram, milliampere) => {
  const active_mass_gram = (loading * disk) / 1000;
  expect(oneCCurrent({ active_mass_gram, one_c_milliampere_per_gram })! * 1000).toBeCloseTo(milliampere, 5);
});

test('without a mass the nominal capacity in an hour; else unknown', () => {
  expect(oneCCurrent({ nominal_capacity_ah: 4.8 })).toBe(4.8);
  expect(oneCCurrent({ active_mass_gram: 1 })).toBeNull();
});

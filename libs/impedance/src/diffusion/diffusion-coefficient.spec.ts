import { diffusionCoefficient } from './diffusion-coefficient.js';
import { relativeDiffusion } from './relative-diffusion.js';

const at = (sigma: number, more = {}) =>
  diffusionCoefficient({
    warburg_coefficient_ohm_per_root_second: sigma,
    area_cm2: 0.785398,
    concentration_mol_per_cm3: 0.0829,
    temperature_celsius: 25,
    ...more,
  });

test.each([
  [25, 1.33812e-14],
  [25.037213, 1.33414e-14],
  [1157.7, 6.24e-18],
])('σ %f gives %f cm²/s', (sigma, expected) => {
  expect(at(sigma).diffusion_coefficient_cm2_per_second / expected).toBeCloseTo(1, 4);
});

test('relative uncertainties add in quadrature, twice', () => {
  const relative_uncertainty = { warburg_coefficient: 0.03, area: 0.04, concentration: 0.12 };
  expect(at(25, { relative_uncertainty }).relative_uncertainty).toBeCloseTo(0.26, 12);
  expect(at(25).relative_uncertainty).toBe(0);
});

test('a concentration that is not positive is refused by name', () => {
  expect(() => at(25, { concentration_mol_per_cm3: 0 })).toThrow(
    'diffusion coefficient: got concentration_mol_per_cm3 0, expected a positive number',
  );
});

test('five composites against the best of them', () => {
  expect(relativeDiffusion(5.6, 1)).toBeCloseTo(1.99e-19 / 6.24e-18, 3);
});

import { fitSpectrum } from './fit-spectrum.js';
import { testSpectrum, withNoise } from './spec-support/test-spectra.js';
import { viewRelaxationTimes, viewSpectrum } from './view-spectrum.js';

const sweep = { ...withNoise(testSpectrum('A'), 0.002, 3), area_cm2: 0.5 };
const result = fitSpectrum(sweep);
const fitted = [{ circuit_id: 'S2W', raw_parameters: result.fit!.raw_parameters }];

test('a view says what the fit said, with what it leaves point by point', () => {
  const view = viewSpectrum(sweep, fitted);
  expect(view.points!.frequency_hertz).toHaveLength(81);
  expect(view.kramers_kronig!.real_residual_percent).toEqual(result.kramers_kronig!.real_residual_percent);
  expect(view.warburg_region).toEqual(result.warburg_region);
  const [{ fit, real_residual_percent: real, imaginary_residual_percent: imaginary }] = view.fits;
  const { charge_transfer_resistance_ohm_cm2: ohm_cm2 } = fit;
  expect(ohm_cm2!.value / result.fit!.charge_transfer_resistance_ohm_cm2!.value).toBeCloseTo(1, 6);
  expect(fit.arcs[1].effective_capacitance_farad!.standard_deviation).toBeGreaterThan(0);
  const largest = Math.max(...real.map((one, i) => Math.hypot(one, imaginary[i])));
  expect(largest).toBeCloseTo(result.fit!.largest_residual_percent, 3);
  const squares = real.reduce((sum, one, i) => sum + one ** 2 + imaginary[i] ** 2, 0);
  expect(Math.sqrt(squares / (2 * 81 - 8))).toBeCloseTo(result.fit!.residual_percent, 6);
});

test('a flipped sign is turned before it is held against the fit; a refused sweep has nothing to see', () => {
  const flipped = { ...sweep, imaginary_impedance_ohm: sweep.imaginary_impedance_ohm.map((value) => -value) };
  expect(viewSpectrum(flipped, fitted)).toEqual(viewSpectrum(sweep, fitted));
  const short = { frequency_hertz: [10, 1], real_impedance_ohm: [1, 2], imaginary_impedance_ohm: [-1, -1] };
  expect(viewSpectrum(short, [])).toEqual({ points: null, kramers_kronig: null, warburg_region: null, fits: [] });
  expect(viewRelaxationTimes(short, [])).toBeNull();
});

test('relaxation times stand beside the arcs, the Warburg of the fit subtracted', () => {
  const view = viewRelaxationTimes(sweep, fitted)!;
  expect(view.warburg_coefficient_ohm_per_root_second).toBe(result.fit!.raw_parameters[7]);
  const ohms = view.peaks.map(({ resistance_ohm }) => resistance_ohm).sort((one, other) => other - one);
  expect(Math.abs(ohms[0] / 38.7 - 1)).toBeLessThan(0.1);
  expect(Math.abs(ohms[1] / 12 - 1)).toBeLessThan(0.1);
  expect(viewRelaxationTimes(sweep, [])!.warburg_coefficient_ohm_per_root_second).toBeNull();
});

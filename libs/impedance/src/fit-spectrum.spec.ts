import { fitSpectrum } from './fit-spectrum.js';
import { testSpectrum, withNoise } from './spec-support/test-spectra.js';

const facts = { concentration_mol_per_cm3: 0.0829, temperature_celsius: 25 };

test('A: accepted, comparable, with its diffusion', () => {
  const sweep = { ...withNoise(testSpectrum('A'), 0.002, 1), area_cm2: 0.785398 };
  const result = fitSpectrum(sweep, { ...facts, reference_warburg_coefficient_ohm_per_root_second: 50 });
  expect(result).toMatchObject({ verdict: 'accepted', comparable: true, findings: [], circuit_id: 'S2W', points: 81 });
  expect(result.kramers_kronig!.verdict).toBe('pass');
  expect(Math.abs(result.fit!.charge_transfer_resistance_ohm!.value / 38.7 - 1)).toBeLessThan(0.01);
  const { value, standard_deviation } = result.diffusion_coefficient_cm2_per_second!;
  expect(Math.abs(value / 1.338e-14 - 1)).toBeLessThan(0.04);
  expect(standard_deviation / value).toBeGreaterThan(0.01);
  expect(result.relative_diffusion_coefficient).toBeCloseTo(4, 0);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test('D_Li is null where one of its inputs is not given', () => {
  const spectrum = testSpectrum('A');
  for (const [sweep, options] of [
    [spectrum, facts],
    [{ ...spectrum, area_cm2: 1 }, { temperature_celsius: 25 }],
    [{ ...spectrum, area_cm2: 1 }, { concentration_mol_per_cm3: 0.0829 }],
  ] as const)
    expect(fitSpectrum(sweep, options)).toMatchObject({
      diffusion_coefficient_cm2_per_second: null,
      relative_diffusion_coefficient: null,
      warburg_region: { points: 21 },
    });
});

test('C has no Warburg region; its inductance is fitted', () => {
  const result = fitSpectrum(testSpectrum('C'), { circuit: 'S2Wo', ...facts });
  expect(result).toMatchObject({ verdict: 'accepted', comparable: true, warburg_region: null });
  expect(result.findings).toEqual([
    { code: 'inductive_tail', message: expect.stringContaining('fitted by the inductance') },
  ]);
  expect(result.fit!.points).toBe(81);
  const dropped = fitSpectrum(testSpectrum('C'), { circuit: 'S2W' });
  expect(dropped.findings[0].message).toMatch(/^\d+ inductive points at the highest frequencies: dropped/);
  expect(dropped.fit!.points).toBeLessThan(81);
});

test('D drifts: no alarm and no diffusion are taken from it', () => {
  const result = fitSpectrum({ ...withNoise(testSpectrum('D'), 0.002, 1), area_cm2: 1 }, facts);
  expect(result).toMatchObject({
    comparable: false,
    kramers_kronig: { verdict: 'fail', kind: 'drift' },
    warburg_region: null,
    diffusion_coefficient_cm2_per_second: null,
  });
  expect(result.findings[0].code).toBe('kramers_kronig_fail');
});

test('a warm start from the last result gives the same resistance in one start', () => {
  const previous = fitSpectrum(withNoise(testSpectrum('A'), 0.005, 1));
  const sweep = withNoise(testSpectrum('A'), 0.005, 2);
  const [warm, cold] = [fitSpectrum(sweep, { previous }), fitSpectrum(sweep)];
  expect(warm.fit!.starts).toBe(1);
  expect(cold.fit!.starts).toBeGreaterThan(8);
  expect(warm.fit!.charge_transfer_resistance_ohm!.value).toBeCloseTo(
    cold.fit!.charge_transfer_resistance_ohm!.value,
    6,
  );
  // Of another circuit nothing is taken over.
  expect(fitSpectrum(sweep, { previous, circuit: 'S2RW' }).fit!.starts).toBeGreaterThan(8);
  expect(JSON.stringify(fitSpectrum(sweep))).toBe(JSON.stringify(cold));
});

test('too few points for a verdict are not comparable', () => {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = testSpectrum('A');
  const every = (column: Float64Array) => column.filter((_, i) => i % 9 === 0);
  const result = fitSpectrum({
    frequency_hertz: every(frequency_hertz),
    real_impedance_ohm: every(real_impedance_ohm),
    imaginary_impedance_ohm: every(imaginary_impedance_ohm),
  });
  expect(result).toMatchObject({
    comparable: false,
    kramers_kronig: { verdict: 'not_enough_points' },
    warburg_region: null,
  });
});

test.each([
  ['two points', [10, 1], [1, 2], [-1, -1], 'not_enough_points'],
  [
    'a resistor',
    [1e4, 1e3, 1e2, 1e1, 1, 0.1, 0.01, 1e-3, 1e-4],
    Array(9).fill(5),
    Array(9).fill(-1e-9),
    'undetermined',
  ],
])('%s: refused with a reason, no number', (_, frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm, code) => {
  const result = fitSpectrum({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm });
  expect(result.findings.map((finding) => finding.code)).toContain(code);
  expect(result).toMatchObject({ comparable: false });
  expect(result.fit?.charge_transfer_resistance_ohm ?? null).toBeNull();
});

test('an unknown circuit throws and names the position', () => {
  expect(() => fitSpectrum(testSpectrum('A'), { circuit: 'R0-Y1' })).toThrow('position 4');
});
